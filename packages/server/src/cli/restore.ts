import { parseArgs } from "node:util";
import { restoreBackup } from "../backups/restore-backup.ts";
import { readConfig } from "../config.ts";
import { savedCopies } from "../db/data-files.ts";
import { OperatorError } from "../operator-error.ts";
import { callerPath } from "./caller-path.ts";
import { type Command, UsageError } from "./command.ts";

async function run(args: string[]): Promise<void> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { replace: { type: "boolean" }, undo: { type: "boolean" } },
  });
  const [file, ...more] = positionals;
  if (more.length > 0 || (file === undefined) !== (values.undo ?? false)) throw new UsageError();
  const { dataDir } = readConfig(process.env);
  const backup = file === undefined ? lastReplaced(dataDir) : callerPath(file);
  const { kept } = await restoreBackup(dataDir, backup, values.undo ?? values.replace ?? false);
  console.log(`Restored ${backup} into ${dataDir}.`);
  if (kept) console.log(`The database that was there is kept as ${kept}. To bring it back: parlor restore --undo`);
}

/** The database that the last restore replaced. */
function lastReplaced(dataDir: string): string {
  const last = savedCopies(dataDir).find(({ kind }) => kind === "replaced");
  if (!last) throw new OperatorError(`There is nothing to undo: ${dataDir} keeps no database that a restore replaced.`);
  return last.path;
}

export const command: Command = {
  summary: "puts a backup in place, with Parlor stopped; --undo brings back what the last restore replaced",
  usage: "restore BACKUP.db [--replace] | restore --undo",
  run,
};
