import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { databaseProblem } from "./database-problem.ts";
import { migrations } from "./migrations/index.ts";
import { openWithoutLog } from "./open-unused.ts";
import { appliedMigrations, schemaNames } from "./schema-names.ts";
import type { Unusable } from "./unusable.ts";
import { USED_BY_SQL } from "./used-by.ts";

/** A database as an operator asks about it. */
export interface DatabaseState {
  /** What is wrong with it; undefined when it can be used. A database that waits for an upgrade can. */
  unusable: Unusable | undefined;
  /** Migrations that it has had, and those that the next start will run. */
  applied: string[];
  pending: string[];
  /** The version of Parlor that served it last, where that is noted. */
  usedBy: string | undefined;
}

/** How long a look waits for a program that has the file for itself. */
const BUSY_MS = 2_000;

/**
 * Looks at a database that a server may be using: reads only, in one snapshot, with the quick form of SQLite's check. Throws
 * SQLite's error if the file cannot be opened or is not a database.
 */
export async function lookAtDatabase(file: string): Promise<DatabaseState> {
  const isQuiet = !existsSync(`${file}-wal`) && !existsSync(`${file}-journal`);
  const db = isQuiet ? openWithoutLog(file) : new DatabaseSync(file, { readOnly: true, timeout: BUSY_MS });
  try {
    db.exec("BEGIN");
    const names = schemaNames(db);
    const applied = appliedMigrations(db, names);
    const usedBy = names.has("meta")
      ? (db.prepare(USED_BY_SQL).get() as { value: string } | undefined)?.value
      : undefined;
    const pending = Object.keys(migrations).filter((name) => !applied.includes(name));
    return { unusable: await databaseProblem(db, names, applied, "quick_check"), applied, pending, usedBy };
  } finally {
    db.close();
  }
}
