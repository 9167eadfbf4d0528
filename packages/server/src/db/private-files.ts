import {
  chmodSync,
  closeSync,
  existsSync,
  fchmodSync,
  fchownSync,
  lchownSync,
  mkdirSync,
  openSync,
  readdirSync,
  statSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { BACKUP_FOLDER, isDataFile } from "./data-files.ts";

/** The owner alone: the database holds names, messages, and the hashes of sessions. */
export const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/**
 * Makes the data folder if there is none, and sees that only its owner can read what is in it. Returns the paths whose modes were
 * wider and are not any more. What belongs to another user is left as it is: only that user, or root, may change it.
 * Windows has no such modes.
 */
export function keepPrivate(dataDir: string): string[] {
  createOwnedFolder(dataDir);
  if (process.platform === "win32") return [];
  const backups = join(dataDir, BACKUP_FOLDER);
  const paths = [dataDir, ...dataFiles(dataDir), ...(existsSync(backups) ? dataFiles(backups) : [])];
  return paths.filter(tighten);
}

/**
 * Makes an empty file for SQLite to open, because SQLite itself makes files that others may read. Its log and its index get the
 * mode of the database. A file that exists is not touched: closing it would drop this process's locks on it.
 */
export function createPrivate(path: string): void {
  if (existsSync(path)) return;
  try {
    createOwned(path);
  } catch (failure) {
    // Another program has just made it.
    if ((failure as NodeJS.ErrnoException).code !== "EEXIST") throw failure;
  }
}

/**
 * Makes an empty private file. One that root makes belongs to the owner of its folder, as if that user had run the command:
 * otherwise a `sudo parlor backup` would leave files that the server cannot open. Throws EEXIST, also for a link.
 */
export function createOwned(path: string): void {
  const descriptor = openSync(path, "wx", FILE_MODE);
  try {
    // A umask such as 0777 takes the rights of the owner away too.
    fchmodSync(descriptor, FILE_MODE);
    const { uid, gid } = statSync(dirname(path));
    if (isRoot()) fchownSync(descriptor, uid, gid);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Makes a private folder, and those above it that are missing. What root makes belongs to the owner of the folder around it.
 * One by one: where the system says ENOENT though the parent is there, as in /proc, Node's `recursive` tries for ever (seen in
 * 24.21), and no signal ends it.
 */
export function createOwnedFolder(path: string): void {
  const missing: string[] = [];
  for (let folder = resolve(path); !isThere(folder); folder = dirname(folder)) missing.unshift(folder);
  if (missing.length === 0 && !isFolder(path)) missing.push(path);
  for (const folder of missing) {
    try {
      mkdirSync(folder, { mode: FOLDER_MODE });
    } catch (failure) {
      // Another program has just made it.
      if ((failure as NodeJS.ErrnoException).code === "EEXIST" && isFolder(folder)) continue;
      throw failure;
    }
    chmodSync(folder, FOLDER_MODE);
    const { uid, gid } = statSync(dirname(folder));
    if (isRoot()) lchownSync(folder, uid, gid);
  }
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function dataFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter(isDataFile)
    .map((name) => join(folder, name));
}

/** Whether the mode had to be changed. */
function tighten(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat || stat.uid !== process.getuid?.()) return false;
  if ((stat.mode & 0o077) === 0 || (!stat.isDirectory() && !stat.isFile())) return false;
  chmodSync(path, stat.isDirectory() ? FOLDER_MODE : FILE_MODE);
  return true;
}
