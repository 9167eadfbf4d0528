import { statSync } from "node:fs";
import { join } from "node:path";
import { DATABASE_FILE } from "../db/data-files.ts";
import { type DatabaseState, lookAtDatabase } from "../db/look-at-database.ts";
import { strangeDatabase } from "../db/refuse-strange-database.ts";
import { systemFailureLine } from "../system-failure.ts";
import { type Finding, fail, ok, warn } from "./finding.ts";

/** Whether the database is a whole one of Parlor, and of which version. Reads all of it, beside a server too. */
export async function checkDatabase(dataDir: string): Promise<Finding> {
  const file = join(dataDir, DATABASE_FILE);
  const stat = statSync(file, { throwIfNoEntry: false });
  const strange = strangeDatabase(dataDir);
  if (strange !== undefined) return fail(strange);
  if (!stat) return warn("There is none yet: the first start makes it.");
  if (stat.size === 0) return warn("It is empty: the next start fills it.");
  try {
    return judge(file, await lookAtDatabase(file));
  } catch (failure) {
    const { message, errcode = 0 } = failure as Error & { errcode?: number };
    return fail(systemFailureLine(Object.assign(new Error(message), { errcode, path: file }), { dataDir }) ?? message);
  }
}

function judge(file: string, { unusable, applied, pending, usedBy }: DatabaseState): Finding {
  const by = usedBy === undefined ? "" : `, last served by Parlor ${usedBy}`;
  switch (unusable?.problem) {
    case "empty":
      return warn("It has no tables: the next start makes them.");
    case "newer":
      return fail(`${file} ${unusable.text}${by}. An older one would damage it.`);
    case "foreign":
      return fail(`${file} ${unusable.text}: set DATA_DIR to Parlor's folder.`);
    case "damaged":
    case "incomplete":
    case "not_sqlite":
      return fail(`${file} ${unusable.text}: put a backup in place (\`parlor restore BACKUP.db --replace\`).`);
    case undefined:
      break;
  }
  const schema = `Schema ${applied.at(-1)}${by}`;
  if (pending.length === 0) return ok(`${schema}. It is whole.`);
  return warn(`${schema}: the next start upgrades it (${pending.join(", ")}) and keeps a copy of it as it is.`);
}
