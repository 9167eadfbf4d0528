import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { Kysely, type SqliteDatabase, SqliteDialect } from "kysely";
import { Migrator } from "kysely/migration";
import { migrations } from "./migrations/index.ts";
import { schemaNames } from "./schema-names.ts";
import type { Unusable } from "./unusable.ts";

/** Whether a database with these migrations and tables is newer than this program, or stopped in the middle of an upgrade. */
export async function versionProblem(applied: string[], names: Set<string>): Promise<Unusable | undefined> {
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
