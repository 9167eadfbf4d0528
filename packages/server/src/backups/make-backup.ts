import { statSync } from "node:fs";
import { dirname, join } from "node:path";
import { copyDatabase } from "../db/copy-database.ts";
import { BACKUP_FOLDER, DATABASE_FILE } from "../db/data-files.ts";
import { FileLock } from "../db/file-lock.ts";
import { removePartials } from "../db/complete-file.ts";
import { inspectDatabase } from "../db/inspect-database.ts";
import { createOwnedFolder } from "../db/private-files.ts";
import { refuseStrangeDatabase } from "../db/refuse-strange-database.ts";
import { OperatorError } from "../operator-error.ts";
import { isThere } from "../path-trouble.ts";

/** One backup of a data folder at a time: two would slow each other down, and may want the same name. */
const BACKUP_LOCK = "parlor-backup.lock";

/** What a backup made. */
export interface Backup {
  path: string;
  bytes: number;
}

/**
 * Copies the data folder's database to `target`, beside a running server or without one. The copy is complete, verified and on
 * disk once this resolves, or not there. Throws OperatorError with one line. The caller holds the folder's lock.
 */
export async function makeBackup(dataDir: string, target: string, afterStep?: () => void): Promise<Backup> {
  const source = join(dataDir, DATABASE_FILE);
  refuseStrangeDatabase(dataDir);
  if (!isThere(source))
    throw new OperatorError(`There is no database in ${dataDir} to back up: set DATA_DIR to Parlor's folder.`);
  if (isThere(target)) throw new OperatorError(`${target} is there already: name another file.`);
  const lock = new FileLock(join(dataDir, BACKUP_LOCK));
  try {
    if (!lock.take("exclusive")) throw new OperatorError("Another backup is being made: try again when it is done.");
    createOwnedFolder(dirname(target));
    // Elsewhere another Parlor may be making its own.
    const own = join(dataDir, BACKUP_FOLDER);
    if (isThere(own)) removePartials(own, ["parlor-"]);
    await copyDatabase(source, target, { what: "a backup", check: refuseUnusable, ...(afterStep && { afterStep }) });
    return { path: target, bytes: statSync(target).size };
  } finally {
    lock.close();
  }
}

async function refuseUnusable(copy: string): Promise<void> {
  const unusable = await inspectDatabase(copy);
  if (unusable)
    throw new OperatorError(`No backup was made, because the copy ${unusable.text}. Look at the database itself.`);
}
