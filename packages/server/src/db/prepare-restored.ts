import { chmodSync, constants, copyFileSync, existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { OperatorError } from "../operator-error.ts";
import { makeEpoch } from "./epoch.ts";
import { inspectDatabase } from "./inspect-database.ts";
import { FILE_MODE } from "./private-files.ts";
import { noteRestored, type RestoredNote } from "./restored-note.ts";

/**
 * Fills `target` with the database in `backup`, and with what is in a log beside it. It gets a new epoch, so that clients
 * forget what the backup does not know (MSG-6), has the note for the next start, and is one file without a log. Throws OperatorError if it is not a complete Parlor
 * database of a known version. `target` is empty or not there, and nobody else uses it.
 */
export async function prepareRestored(backup: string, target: string, note: RestoredNote): Promise<void> {
  for (const ending of ["", "-wal", "-journal"]) {
    if (!existsSync(backup + ending)) continue;
    copyFileSync(backup + ending, target + ending, constants.COPYFILE_FICLONE);
    // A copy takes over the modes of the backup, which others may read, or which its owner made read-only.
    chmodSync(target + ending, FILE_MODE);
  }
  const unusable = await inspectDatabase(target);
  if (unusable) throw new OperatorError(`${backup} ${unusable.text}. Nothing was changed.`);
  const db = new DatabaseSync(target);
  try {
    db.prepare(
      "insert into meta (key, value) values ('epoch', ?) on conflict (key) do update set value = excluded.value",
    ).run(makeEpoch());
    // An old backup does not know who used which session since: everyone's time starts again (SES-9).
    db.exec("delete from meta where key = 'sessions_counted_from'");
    noteRestored(db, note);
    // Leaving WAL mode checkpoints and removes the log.
    db.exec("PRAGMA journal_mode = DELETE");
  } finally {
    db.close();
  }
}
