import type { DatabaseSync } from "node:sqlite";
import { isForeign } from "./database-problem.ts";
import { openUnused } from "./open-unused.ts";
import { schemaNames } from "./schema-names.ts";

/** Whether a file is a sound SQLite database with tables, and none of them Parlor's. Nobody uses it. */
export function isOfAnotherProgram(file: string): boolean {
  let db: DatabaseSync | undefined;
  try {
    db = openUnused(file);
    const names = schemaNames(db);
    return names.size > 0 && isForeign(names);
  } catch {
    return false;
  } finally {
    db?.close();
  }
}
