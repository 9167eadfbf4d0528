import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { makeBackup } from "../backups/make-backup.ts";
import { readConfig } from "../config.ts";
import { BACKUP_FOLDER, newPath } from "../db/data-files.ts";
import { FolderLock } from "../db/folder-lock.ts";
import { OperatorError } from "../operator-error.ts";
import { isThere } from "../path-trouble.ts";
import { callerPath } from "./caller-path.ts";
import { type Command, UsageError } from "./command.ts";

async function run(args: string[]): Promise<void> {
  const { positionals } = parseArgs({ args, allowPositionals: true });
  const [wanted, ...more] = positionals;
  if (more.length > 0) throw new UsageError();
  const { dataDir } = readConfig(process.env);
  if (!isThere(dataDir)) throw new OperatorError(`There is no folder ${dataDir}: set DATA_DIR to Parlor's folder.`);
  // Keeps a restore from exchanging the database meanwhile.
  const lock = await FolderLock.take(dataDir, "beside");
  try {
    const { path, bytes } = await makeBackup(dataDir, targetOf(dataDir, wanted));
    console.log(`Backed up to ${path} (${bytes} bytes, complete).`);
  } finally {
    lock.release();
  }
}

/** A file, or a new file in the named folder or in the data folder's `backups`. */
function targetOf(dataDir: string, wanted: string | undefined): string {
  if (wanted === undefined) return newPath(join(dataDir, BACKUP_FOLDER), "parlor");
  const path = callerPath(wanted);
  return existsSync(path) && statSync(path).isDirectory() ? newPath(path, "parlor") : path;
}

export const command: Command = {
  summary: "copies the database to a file, also while Parlor runs; without a name into DATA_DIR/backups",
  usage: "backup [FILE.db]",
  run,
};
