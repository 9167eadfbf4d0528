import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  unlinkSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { createOwned } from "./private-files.ts";

/** The ending of a file that is still being made. */
const PARTIAL = ".partial";
/** What SQLite may leave beside a database. */
export const SIDE_FILES = ["-wal", "-shm", "-journal"];

/**
 * Makes a database file that is complete and on disk once this resolves, or else not there at all, also after a kill or a
 * power cut. `make` fills `<file>.partial`, which exists by then, is empty and readable by its owner only. Two callers must not
 * make the same file at once. Rejects with EEXIST if `file` exists: nothing is ever overwritten.
 */
export async function completeFile(file: string, make: (partial: string) => Promise<void>): Promise<void> {
  const partial = file + PARTIAL;
  removeDatabase(partial);
  createOwned(partial);
  try {
    await make(partial);
    syncToDisk(partial);
    publish(partial, file);
    syncToDisk(dirname(file));
  } catch (failure) {
    removeDatabase(partial);
    throw failure;
  }
}

/**
 * Removes what killed programs left half-made in `folder`, of the files whose names begin with one of `starts`. The caller holds
 * the lock under which such files are made there.
 */
export function removePartials(folder: string, starts: readonly string[]): void {
  for (const name of readdirSync(folder)) {
    const isPartial = /\.db\.partial(?:-wal|-shm|-journal)?$/.test(name);
    if (isPartial && starts.some((start) => name.startsWith(start))) rmSync(join(folder, name), { force: true });
  }
}

/** Writes what the system still keeps in memory of a file, or of a folder's list of names, to the disk. */
export function syncToDisk(path: string): void {
  let descriptor: number;
  try {
    descriptor = openSync(path, "r");
  } catch (failure) {
    // Windows opens no folders, and keeps their names safe by itself.
    if (process.platform === "win32") return;
    throw failure;
  }
  try {
    fsyncSync(descriptor);
  } catch (failure) {
    if (process.platform !== "win32") throw failure;
  } finally {
    closeSync(descriptor);
  }
}

function removeDatabase(file: string): void {
  for (const ending of ["", ...SIDE_FILES]) rmSync(file + ending, { force: true });
}

/** Gives the file its name. A link, unlike a rename, fails if the name is taken; file systems without links get a rename. */
function publish(partial: string, file: string): void {
  try {
    linkSync(partial, file);
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === "EEXIST" || existsSync(file)) throw failure;
    renameSync(partial, file);
    return;
  }
  unlinkSync(partial);
}
