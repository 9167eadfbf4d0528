import { existsSync, statSync } from "node:fs";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { Kysely, type SqliteDatabase, SqliteDialect } from "kysely";
import { Migrator } from "kysely/migration";
import { migrations } from "./migrations/index.ts";
import { USED_BY_SQL } from "./used-by.ts";

/** SQLite's result codes for a file that is not a database, and for one that is broken (sqlite.org/rescode.html). */
const SQLITE_NOTADB = 26;

/** Tables that the first migration makes and the migrator keeps: without any of them a file is some other program's. */
const marks = ["kysely_migration", "meta", "person", "message"];

export type DatabaseProblem = "empty" | "not_sqlite" | "damaged" | "foreign" | "incomplete" | "newer";

/** What is wrong with a file as a Parlor database; `text` goes on from the file's name, as in "is empty". */
export interface Unusable {
  problem: DatabaseProblem;
  text: string;
}

/**
 * Looks whether a file is a complete Parlor database of a version that this program knows. Reads all of it. Undefined means yes.
 * The file must not be in use; what is in a write-ahead log beside it counts.
 */
export async function inspectDatabase(file: string): Promise<Unusable | undefined> {
  if (statSync(file).size === 0) return { problem: "empty", text: "is empty" };
  let db: DatabaseSync | undefined;
  try {
    db = openToRead(file);
    const names = schemaNames(db);
    return await problemOf(db, names, appliedMigrations(db, names), "integrity_check");
  } catch (failure) {
    const { message, errcode = 0 } = failure as Error & { errcode?: number };
    if (errcode === SQLITE_NOTADB) return { problem: "not_sqlite", text: "is not a SQLite database" };
    return { problem: "damaged", text: `is damaged or cannot be read (${message})` };
  } finally {
    db?.close();
  }
}

/** A database as an operator asks about it. */
export interface DatabaseState {
  /** What is wrong with it; undefined when it can be used. A database that waits for an upgrade can. */
  unusable: Unusable | undefined;
  /** Migrations that it has had, and those that the next start will run. */
  applied: string[];
  pending: string[];
  /** The version of Parlor that served it last, where that is noted. */
  usedBy: string | undefined;
}

/** How long a look waits for a program that has the file for itself. */
const BUSY_MS = 2_000;

/**
 * Looks at a database that a server may be using: reads only, in one snapshot, with the quick form of SQLite's check. Throws
 * SQLite's error if the file cannot be opened or is not a database.
 */
export async function lookAtDatabase(file: string): Promise<DatabaseState> {
  const isQuiet = !existsSync(`${file}-wal`) && !existsSync(`${file}-journal`);
  const db = isQuiet ? openAlone(file) : new DatabaseSync(file, { readOnly: true, timeout: BUSY_MS });
  try {
    db.exec("BEGIN");
    const names = schemaNames(db);
    const applied = appliedMigrations(db, names);
    const usedBy = names.has("meta")
      ? (db.prepare(USED_BY_SQL).get() as { value: string } | undefined)?.value
      : undefined;
    const pending = Object.keys(migrations).filter((name) => !applied.includes(name));
    return { unusable: await problemOf(db, names, applied, "quick_check"), applied, pending, usedBy };
  } finally {
    db.close();
  }
}

/** SQLite's two checks: the quick one does not compare indexes with their tables. */
type Check = "integrity_check" | "quick_check";

async function problemOf(
  db: DatabaseSync,
  names: Set<string>,
  applied: string[],
  check: Check,
): Promise<Unusable | undefined> {
  if (names.size === 0) return { problem: "empty", text: "has no tables" };
  if (isForeign(names)) return { problem: "foreign", text: "is the database of another program" };
  const damage = firstDamage(db, check);
  if (damage) return { problem: "damaged", text: `is damaged (${damage})` };
  return versionProblem(applied, names);
}

/** Whether a file is a sound SQLite database with tables, and none of them Parlor's. Nobody uses it. */
export function isOfAnotherProgram(file: string): boolean {
  let db: DatabaseSync | undefined;
  try {
    db = openToRead(file);
    const names = schemaNames(db);
    return names.size > 0 && isForeign(names);
  } catch {
    return false;
  } finally {
    db?.close();
  }
}

const isForeign = (names: Set<string>): boolean => !marks.some((name) => names.has(name));

/** Without a log beside it the file alone counts, and nothing is written beside it. */
function openToRead(file: string): DatabaseSync {
  if (existsSync(`${file}-wal`) || existsSync(`${file}-journal`)) return new DatabaseSync(file);
  return openAlone(file);
}

/** Without a look at what may lie beside the file. */
function openAlone(file: string): DatabaseSync {
  const url = pathToFileURL(file);
  url.search = "immutable=1";
  return new DatabaseSync(url, { readOnly: true });
}

function schemaNames(db: DatabaseSync): Set<string> {
  const rows = db.prepare("select name from sqlite_schema where name not like 'sqlite_%'").all();
  return new Set((rows as { name: string }[]).map(({ name }) => name));
}

function firstDamage(db: DatabaseSync, check: Check): string | undefined {
  const [row] = db.prepare(`PRAGMA ${check}(1)`).all() as Record<string, string>[];
  return row?.[check] === "ok" ? undefined : row?.[check]?.trim().split("\n").at(-1);
}

function appliedMigrations(db: DatabaseSync, names: Set<string>): string[] {
  if (!names.has("kysely_migration")) return [];
  const rows = db.prepare("select name from kysely_migration order by name").all();
  return (rows as { name: string }[]).map(({ name }) => name);
}

async function versionProblem(applied: string[], names: Set<string>): Promise<Unusable | undefined> {
  const known = Object.keys(migrations);
  const unknown = applied.find((name) => !known.includes(name));
  if (unknown) {
    const text = `was made by a newer Parlor (it has had "${unknown}"): use that version or a later one`;
    return { problem: "newer", text };
  }
  if (applied.length === 0 || applied.some((name, at) => name !== known[at])) {
    return { problem: "incomplete", text: "is incomplete: it has not had all migrations before its last one" };
  }
  const [wanted, later] = [await namesAfter(applied.length), await namesAfter(known.length)];
  const absent = [...wanted].find((name) => !names.has(name));
  if (absent) return { problem: "incomplete", text: `is incomplete: "${absent}" is missing` };
  const early = [...later].find((name) => names.has(name) && !wanted.has(name));
  if (early) return { problem: "incomplete", text: `is incomplete: an upgrade was stopped in its middle ("${early}")` };
  return undefined;
}

/** The tables and indexes of a database that has had the first `count` migrations. */
async function namesAfter(count: number): Promise<Set<string>> {
  const memory = new DatabaseSync(":memory:");
  const db = new Kysely({ dialect: new SqliteDialect({ database: asKyselyWants(memory) }) });
  const first = Object.fromEntries(Object.entries(migrations).slice(0, count));
  await new Migrator({ db, provider: { getMigrations: async () => first } }).migrateToLatest();
  const names = schemaNames(memory);
  memory.close();
  return names;
}

/** Kysely's own dialect speaks to another driver, which takes parameters as a list. */
function asKyselyWants(db: DatabaseSync): SqliteDatabase {
  return {
    close: () => db.close(),
    prepare(sql) {
      const statement = db.prepare(sql);
      const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...values(parameters)),
        run: (parameters) => statement.run(...values(parameters)),
        iterate: (parameters) => statement.iterate(...values(parameters)),
      };
    },
  };
}
