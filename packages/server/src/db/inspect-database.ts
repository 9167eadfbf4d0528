import { statSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { databaseProblem } from "./database-problem.ts";
import { openUnused } from "./open-unused.ts";
import { appliedMigrations, schemaNames } from "./schema-names.ts";
import type { Unusable } from "./unusable.ts";

/** SQLite's result code for a file that is not a database (sqlite.org/rescode.html). */
const SQLITE_NOTADB = 26;

/**
 * Looks whether a file is a complete Parlor database of a version that this program knows. Reads all of it. Undefined means yes.
 * The file must not be in use; what is in a write-ahead log beside it counts.
 */
export async function inspectDatabase(file: string): Promise<Unusable | undefined> {
  if (statSync(file).size === 0) return { problem: "empty", text: "is empty" };
  let db: DatabaseSync | undefined;
  try {
    db = openUnused(file);
    const names = schemaNames(db);
    return await databaseProblem(db, names, appliedMigrations(db, names), "integrity_check");
  } catch (failure) {
    const { message, errcode = 0 } = failure as Error & { errcode?: number };
    if (errcode === SQLITE_NOTADB) return { problem: "not_sqlite", text: "is not a SQLite database" };
    return { problem: "damaged", text: `is damaged or cannot be read (${message})` };
  } finally {
    db?.close();
  }
}
