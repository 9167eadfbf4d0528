import { accessSync, constants, existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { isThere } from "../path-trouble.ts";
import { DATABASE_FILE } from "./data-files.ts";
import { DatabaseFailure } from "./database-failure.ts";
import { LOCK_FILE } from "./folder-lock.ts";
import { isForeign } from "./database-problem.ts";
import { migrations } from "./migrations/index.ts";
import { refuseStrangeDatabase } from "./refuse-strange-database.ts";
import { appliedMigrations, schemaNames } from "./schema-names.ts";
import { ForeignDatabase, NewerDatabase } from "./unfit-database.ts";
import { USED_BY_SQL } from "./used-by.ts";

const SQLITE_READONLY = 8;
const SQLITE_CANTOPEN = 14;

/**
 * Opens the database of a data folder only to look at it: nothing is made or changed, no folder and no file beside it. Undefined
 * when there is none yet. Throws what `openDatabase` would reject with, so that a rehearsal tells what would really happen.
 */
export function peekDatabase(dataDir: string): DatabaseSync | undefined {
  if (!isThere(dataDir)) {
    refuseUnmakable(dataDir);
    return undefined;
  }
  readdirSync(dataDir);
  accessSync(dataDir, constants.W_OK);
  refuseStrangeDatabase(dataDir);
  const file = join(dataDir, DATABASE_FILE);
  if (!isThere(file)) return undefined;
  const lock = join(dataDir, LOCK_FILE);
  if (isThere(lock) && !mayUse(lock)) throw new DatabaseFailure("unable to open database file", SQLITE_CANTOPEN);
  let db: DatabaseSync | undefined;
  try {
    db = openToRead(file);
    if (isUsed(db, file)) return db;
    db.close();
    return undefined;
  } catch (failure) {
    db?.close();
    const { message, errcode } = failure as Error & { errcode?: number };
    throw errcode === undefined ? failure : new DatabaseFailure(message, errcode, file);
  }
}

/** The folder that a data folder would be made in has to let this user do it. */
function refuseUnmakable(dataDir: string): void {
  let parent = dirname(dataDir);
  while (!isThere(parent)) parent = dirname(parent);
  accessSync(parent, constants.W_OK | constants.X_OK);
}

function openToRead(file: string): DatabaseSync {
  const url = pathToFileURL(file);
  const log = `${file}-wal`;
  // SQLite makes files of its own beside a database that it opens in WAL mode; where nobody writes it need not.
  if (!existsSync(log) || statSync(log).size === 0) url.searchParams.set("immutable", "1");
  return new DatabaseSync(url, { readOnly: true });
}

/** Whether the database has tables. Throws when they are not those of this program. */
function isUsed(db: DatabaseSync, file: string): boolean {
  const names = schemaNames(db);
  if (names.size === 0) return false;
  if (isForeign(names)) throw new ForeignDatabase(file);
  const unknown = appliedMigrations(db, names).find((name) => !(name in migrations));
  if (unknown !== undefined) throw new NewerDatabase(unknown, usedBy(db));
  if (!mayUse(file)) throw new DatabaseFailure("attempt to write a readonly database", SQLITE_READONLY, file);
  return true;
}

/** The refusal must not depend on how a later schema keeps this. */
function usedBy(db: DatabaseSync): string | undefined {
  try {
    return (db.prepare(USED_BY_SQL).get() as { value: string } | undefined)?.value;
  } catch {
    return undefined;
  }
}

function mayUse(file: string): boolean {
  try {
    accessSync(file, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
