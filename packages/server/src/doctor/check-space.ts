import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { BACKUP_FOLDER, DATABASE_FILE } from "../db/data-files.ts";
import { databaseBytes, freeBytes, MARGIN_BYTES } from "../db/need-room.ts";
import { type Finding, fail, ok, warn } from "./finding.ts";
import { sizeText } from "./size-text.ts";

/** Whether there is room for what an upgrade, a restore or a backup writes: as much as the database has. */
export function checkSpace(dataDir: string, freeIn: (folder: string) => number = freeBytes): Finding {
  const file = join(dataDir, DATABASE_FILE);
  const size = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  const sizes = `database ${sizeText(size(file))}, its log ${sizeText(size(`${file}-wal`))}`;
  const needed = databaseBytes(file) + MARGIN_BYTES;
  const backups = join(dataDir, BACKUP_FOLDER);
  // The folder of the backups may be on another disk.
  const folders = [dataDir, ...(existsSync(backups) ? [backups] : [])].map((path) => ({ path, free: freeIn(path) }));
  const [{ free } = { free: 0 }] = folders;
  if (free < MARGIN_BYTES)
    return fail(`Only ${sizeText(free)} are free in ${dataDir} (${sizes}): make room, or messages cannot be stored.`);
  const tight = folders.find((folder) => folder.free < needed);
  if (tight)
    return warn(
      `${sizeText(tight.free)} are free in ${tight.path} (${sizes}). A backup, an upgrade or a restore needs ${sizeText(needed)}: make room before.`,
    );
  return ok(`${sizeText(free)} free (${sizes}): enough for a backup and an upgrade.`);
}
