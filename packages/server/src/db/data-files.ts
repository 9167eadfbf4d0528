import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** The one file of data, in the data folder. */
export const DATABASE_FILE = "parlor.db";
/** Where backups go unless a command names another file. */
export const BACKUP_FOLDER = "backups";

/** What the names of files begin with that are made in the data folder by someone who has it alone. */
export const MADE_ALONE = ["parlor-before-", "parlor-next-"];

/**
 * - `upgrade`: the database as it was before a migration.
 * - `replaced`: the database that a restore replaced.
 * - `backup`: made by `parlor backup`.
 * - `scheduled`: made by the server itself (`BACKUP_EVERY`).
 */
export type CopyKind = "upgrade" | "replaced" | "backup" | "scheduled";

/** A whole database that Parlor has put aside. */
export interface SavedCopy {
  kind: CopyKind;
  path: string;
  name: string;
  /** When it was begun, in ms. */
  at: number;
  bytes: number;
  /** Of an upgrade: the first migration that ran after it. */
  migration?: string;
}

const STAMP = String.raw`(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z)`;
const inFolder: [RegExp, CopyKind][] = [
  [new RegExp(`^parlor-before-(?<migration>.+?)-${STAMP}\\.db$`), "upgrade"],
  [new RegExp(`^parlor-replaced-${STAMP}\\.db$`), "replaced"],
  // As versions before 0.2 called them.
  [/^parlor\.db\.before-(?<migration>[^.]+)$/, "upgrade"],
  [/^parlor\.db\.replaced$/, "replaced"],
];
const inBackups: [RegExp, CopyKind][] = [
  [new RegExp(`^parlor-${STAMP}\\.db$`), "backup"],
  [new RegExp(`^parlor-scheduled-${STAMP}\\.db$`), "scheduled"],
];

/** A time as a part of a file's name: UTC, to the millisecond, sorted by name, without colons (Windows refuses them). */
export function fileStamp(at = Date.now()): string {
  return new Date(at).toISOString().replace(/[:.]/g, "-");
}

/** A path in `folder` that nothing has yet: `<start>-<time>.db`. */
export function newPath(folder: string, start: string, at = Date.now()): string {
  const path = join(folder, `${start}-${fileStamp(at)}.db`);
  return existsSync(path) || existsSync(`${path}-wal`) ? newPath(folder, start, at + 1) : path;
}

/** Every whole copy of the database in the data folder and in its `backups`, newest first. `parlor doctor` lists them. */
export function savedCopies(dataDir: string): SavedCopy[] {
  const copies = [...copiesIn(dataDir, inFolder), ...copiesIn(join(dataDir, BACKUP_FOLDER), inBackups)];
  return copies.sort((a, b) => b.at - a.at || b.name.localeCompare(a.name));
}

function copiesIn(folder: string, patterns: [RegExp, CopyKind][]): SavedCopy[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    for (const [pattern, kind] of patterns) {
      const match = pattern.exec(name);
      if (!match) continue;
      const path = join(folder, name);
      // It may have been removed meanwhile, or be a link to a disk that is not there.
      const stat = statSync(path, { throwIfNoEntry: false });
      if (!stat?.isFile()) return [];
      const migration = match.groups?.migration;
      return {
        kind,
        path,
        name,
        at: stampTime(name) ?? stat.mtimeMs,
        bytes: stat.size,
        ...(migration && { migration }),
      };
    }
    return [];
  });
}

function stampTime(name: string): number | undefined {
  const [, day, hours, minutes, seconds, ms] = /(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z/.exec(name) ?? [];
  const at = Date.parse(`${day}T${hours}:${minutes}:${seconds}.${ms}Z`);
  return Number.isNaN(at) ? undefined : at;
}

/** Whether a file of this name in a data folder is Parlor's, or one that file systems put into empty folders. */
export function isDataFile(name: string): boolean {
  return /^parlor[.-]/.test(name) || name === BACKUP_FOLDER || name === "lost+found";
}
