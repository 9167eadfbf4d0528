import { closeSync, existsSync, openSync, readdirSync, readSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { syncToDisk } from "./complete-file.ts";
import { DATABASE_FILE, newPath, savedCopies } from "./data-files.ts";
import { FolderInUse } from "./folder-lock.ts";

/**
 * A complete database that is to take the place of the current one. Once a file has such a name the exchange is decided: every
 * program that opens the folder finishes it first, so a kill in its middle never leaves half of it.
 */
const NEXT = /^parlor-next-(.+)\.db$/;
const HEADER = Buffer.from("SQLite format 3\0");
const SQLITE_BUSY = 5;

/**
 * The name under which a database must appear (complete, and on disk) to take the place of the current one. Its time, which the one
 * it replaces will get, is after those of all replaced before, also when the clock was set back: undoing takes the newest.
 */
export function nextPath(folder: string): string {
  const last = savedCopies(folder).find(({ kind }) => kind === "replaced");
  return newPath(folder, "parlor-next", Math.max(Date.now(), (last?.at ?? 0) + 1));
}

export function isSwapDecided(folder: string): boolean {
  return readdirSync(folder).some((name) => NEXT.test(name));
}

/**
 * Finishes an exchange that is decided; it can be stopped at any point and run again. The database that was there is kept,
 * with what is in its write-ahead log, as `parlor-replaced-<time>.db`. The caller has the folder alone. Returns where it is kept.
 */
export function finishSwap(folder: string): string | undefined {
  const current = join(folder, DATABASE_FILE);
  let kept: string | undefined;
  for (const name of readdirSync(folder).toSorted()) {
    const [, time] = NEXT.exec(name) ?? [];
    if (time === undefined) continue;
    kept = keepCurrent(current, join(folder, `parlor-replaced-${time}.db`)) ?? kept;
    // The old names are gone from the disk before the new file gets one of them: never a new file beside an old log.
    syncToDisk(folder);
    renameSync(join(folder, name), current);
    syncToDisk(folder);
  }
  return kept;
}

/** Moves the log first: a run that is stopped between the two finds the file where it was, and moves it to the same place. */
function keepCurrent(current: string, path: string): string | undefined {
  const kept = existsSync(path) && existsSync(current) ? newPath(join(current, ".."), "parlor-replaced") : path;
  rmSync(`${current}-shm`, { force: true });
  for (const ending of ["-wal", "-journal", ""]) {
    if (existsSync(current + ending)) renameSync(current + ending, kept + ending);
  }
  return existsSync(kept) ? kept : undefined;
}

/**
 * Puts what is in the write-ahead log into the database file, and makes sure that no program has the file open, not even one
 * that knows nothing of Parlor's lock. Returns false for a file that is no database any more, and leaves that and its log as they
 * are: SQLite would remove the log.
 */
export function settleDatabase(file: string): boolean {
  if (!hasHeader(file)) return false;
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file, { timeout: 1_000 });
    db.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
  } catch (failure) {
    // What is damaged otherwise is replaced as it is.
    if (((failure as { errcode?: number }).errcode ?? 0) !== SQLITE_BUSY) return true;
    throw new FolderInUse(`Another program has ${file} open: stop it first.`, { cause: failure });
  } finally {
    db?.close();
  }
  return true;
}

/** Whether a file begins as SQLite's do. Nobody may have it open in this process (see FileLock). */
function hasHeader(file: string): boolean {
  const descriptor = openSync(file, "r");
  const start = Buffer.alloc(HEADER.length);
  readSync(descriptor, start);
  closeSync(descriptor);
  return start.equals(HEADER);
}
