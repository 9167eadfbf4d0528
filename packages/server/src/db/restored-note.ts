import type { DatabaseSync } from "node:sqlite";
import type { Milliseconds } from "@parlor/protocol";
import type { Database } from "./open-database.ts";

const KEY = "restored";

/** What a restore notes in the database that it puts in place, for the log of the next start. */
export interface RestoredNote {
  /** The backup's path. */
  from: string;
  /** When the restore began; a database that it replaced has no earlier time in its name. */
  at: Milliseconds;
}

/** Writes the note into a database that nobody else uses. */
export function noteRestored(db: DatabaseSync, note: RestoredNote): void {
  db.prepare("insert into meta (key, value) values (?, ?) on conflict (key) do update set value = excluded.value").run(
    KEY,
    JSON.stringify(note),
  );
}

/** The note of the restore that nobody was told of yet; afterwards it is gone. */
export async function takeRestoredNote({ db }: Database): Promise<RestoredNote | undefined> {
  const row = await db.selectFrom("meta").select("value").where("key", "=", KEY).executeTakeFirst();
  if (!row) return undefined;
  await db.deleteFrom("meta").where("key", "=", KEY).execute();
  return JSON.parse(row.value) as RestoredNote;
}
