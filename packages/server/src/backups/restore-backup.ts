import { accessSync, constants, existsSync, lstatSync, readdirSync, realpathSync, statSync } from "node:fs";
import { compressionOf } from "./compression-of.ts";
import { basename, dirname, join, resolve } from "node:path";
import { completeFile, removePartials, SIDE_FILES } from "../db/complete-file.ts";
import { DATABASE_FILE, isDataFile, MADE_ALONE } from "../db/data-files.ts";
import { FolderLock, LOCK_FILE } from "../db/folder-lock.ts";
import { isOfAnotherProgram } from "../db/is-of-another-program.ts";
import { databaseBytes, needRoom } from "../db/need-room.ts";
import { prepareRestored } from "../db/prepare-restored.ts";
import { createOwnedFolder } from "../db/private-files.ts";
import { refuseStrangeDatabase } from "../db/refuse-strange-database.ts";
import { finishSwap, isSwapDecided, nextPath, settleDatabase } from "../db/swap-database.ts";
import { OperatorError } from "../operator-error.ts";
import { isThere } from "../path-trouble.ts";

/** What a restore did. */
export interface Restored {
  /** Where the database that was there is kept; undefined when there was none. */
  kept: string | undefined;
}

/**
 * Puts a backup in the place of the data folder's database. The folder holds the old database or the new one, whole, at every
 * moment, also after a kill; the old one is kept beside it. Throws OperatorError with one line when it changed nothing.
 */
export async function restoreBackup(
  dataDir: string,
  named: string,
  mayReplace: boolean,
  waitMs?: number,
): Promise<Restored> {
  if (!isThere(named)) throw new OperatorError(`There is no file ${named}.`);
  // A log is beside the file itself, and not beside a link to it.
  const backup = lstatSync(named).isSymbolicLink() ? realpathSync(named) : named;
  checkBackup(backup);
  checkFolder(dataDir, backup);
  createOwnedFolder(dataDir);
  const lock = await FolderLock.take(dataDir, "alone", waitMs);
  let source: FolderLock | undefined;
  try {
    source = await lockSource(backup, dataDir, waitMs);
    if (isSwapDecided(dataDir)) finishSwap(dataDir);
    removePartials(dataDir, MADE_ALONE);
    const current = join(dataDir, DATABASE_FILE);
    if (existsSync(current)) checkCurrent(current, backup, mayReplace);
    needRoom(dataDir, databaseBytes(backup), "the restored database");
    const note = { from: resolve(backup), at: Date.now() };
    await completeFile(nextPath(dataDir), (partial) => prepareRestored(backup, partial, note));
    return { kept: finishSwap(dataDir) };
  } finally {
    source?.release();
    lock.release();
  }
}

function checkBackup(backup: string): void {
  const stat = statSync(backup);
  if (stat.isDirectory()) throw new OperatorError(`${backup} is a folder: name the backup file in it.`);
  if (!stat.isFile()) throw new OperatorError(`${backup} is not a file that can be restored.`);
  for (const ending of ["", "-wal"]) {
    if (!existsSync(backup + ending)) continue;
    try {
      accessSync(backup + ending, constants.R_OK);
    } catch (failure) {
      throw new OperatorError(`${backup + ending} cannot be read: give this user the right to.`, { cause: failure });
    }
  }
  const compressed = compressionOf(backup);
  if (compressed) throw new OperatorError(`${backup} is compressed (${compressed}): unpack it first.`);
}

/** A folder with files of other programs is hardly the one that is meant. */
function checkFolder(dataDir: string, backup: string): void {
  if (!isThere(dataDir)) return;
  if (!statSync(dataDir).isDirectory()) throw new OperatorError(`${dataDir} is not a folder: set DATA_DIR to one.`);
  refuseStrangeDatabase(dataDir);
  if (existsSync(join(dataDir, DATABASE_FILE))) return;
  const own = ["", ...SIDE_FILES].map((ending) => basename(backup) + ending);
  const isBackupHere = realpathSync(dirname(resolve(backup))) === realpathSync(dataDir);
  const strange = readdirSync(dataDir).find((name) => !isDataFile(name) && !(isBackupHere && own.includes(name)));
  if (strange === undefined) return;
  throw new OperatorError(
    `${dataDir} is not a data folder of Parlor (it has ${strange}, and no ${DATABASE_FILE}): set DATA_DIR to Parlor's folder, or to an empty one.`,
  );
}

function checkCurrent(current: string, backup: string, mayReplace: boolean): void {
  if (realpathSync(backup) === realpathSync(current)) {
    throw new OperatorError(`${backup} is the database that is in place already.`);
  }
  if (!mayReplace) {
    throw new OperatorError(
      `${current} is there already: add --replace to put the backup in its place (it is kept beside it).`,
    );
  }
  if (!settleDatabase(current) || !isOfAnotherProgram(current)) return;
  throw new OperatorError(`${current} is the database of another program: set DATA_DIR to Parlor's folder.`);
}

/** A backup that is the live database of another data folder changes while it is copied, unless its server is stopped. */
async function lockSource(backup: string, dataDir: string, waitMs?: number): Promise<FolderLock | undefined> {
  const folder = dirname(realpathSync(backup));
  if (basename(backup) !== DATABASE_FILE || folder === realpathSync(dataDir)) return undefined;
  return existsSync(join(folder, LOCK_FILE)) ? FolderLock.take(folder, "alone", waitMs) : undefined;
}
