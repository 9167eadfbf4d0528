import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openDatabase } from "../db/open-database.ts";
import { person } from "./cast.ts";

/** The people in a database of the folder. */
export function names(folder: string, file = "parlor.db"): unknown[] {
  const db = new DatabaseSync(join(folder, file));
  const rows = db.prepare("select name from person order by name").all();
  db.close();
  return rows.map((row) => row.name);
}

/** Adds people to a folder's database, which is closed then; returns its file. */
export async function withPeople(folder: string, ...people: string[]): Promise<string> {
  const database = await openDatabase(folder);
  for (const name of people) await person(database, name);
  await database.close();
  return join(folder, "parlor.db");
}
