import { Migrator } from "kysely/migration";
import { OperatorError } from "../operator-error.ts";
import { copyBeforeUpgrade } from "./copy-before-upgrade.ts";
import { DatabaseFailure } from "./database-failure.ts";
import { migrations } from "./migrations/index.ts";
import { NewerDatabase } from "./unfit-database.ts";
import { readUsedBy } from "./used-by.ts";
import type { Db } from "./schema.ts";
import type { SqliteThread } from "./sqlite-thread.ts";

/**
 * The first migration that the database has not had; undefined when its schema is this program's. A database made by a newer
 * program is refused with a clear message.
 */
export async function firstPending(thread: SqliteThread): Promise<string | undefined> {
  const known = await appliedNames(thread);
  const unknown = known.find((name) => !(name in migrations));
  if (unknown) {
    // The refusal must not depend on how a later schema keeps this.
    const by = await readUsedBy(thread).catch(() => undefined);
    throw new NewerDatabase(unknown, by);
  }
  return Object.keys(migrations).find((name) => !known.includes(name));
}

/**
 * Brings the database to this program's schema, in one transaction: after a failure or a kill it is as it was before. A database
 * that has data is first copied into its folder. The caller has the data folder alone. Returns the migrations that it ran.
 */
export async function migrate(db: Db, thread: SqliteThread, file: string): Promise<string[]> {
  const pending = await firstPending(thread);
  if (!pending) return [];
  const hasData = (await appliedNames(thread)).length > 0;
  const copy = hasData ? await copyBeforeUpgrade(file, pending) : undefined;
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (!error) {
    copy?.keep();
    return results?.map(({ migrationName }) => migrationName) ?? [];
  }
  copy?.remove();
  // A full or a broken disk has a line of its own, which says more.
  if (error instanceof DatabaseFailure && error.isOfTheSystem) throw error;
  const failed = results?.find(({ status }) => status === "Error")?.migrationName ?? pending;
  const reason = error instanceof Error ? error.message : "unknown";
  throw new OperatorError(
    `The database could not be upgraded ("${failed}": ${reason}). It is as it was before: start the version of Parlor that ran until now, or try again.`,
    { cause: error },
  );
}

async function appliedNames(thread: SqliteThread): Promise<string[]> {
  const exists = "select name from sqlite_master where type = 'table' and name = 'kysely_migration'";
  const [table] = await thread.run([{ sql: exists, parameters: [] }]);
  if (!table?.rows.length) return [];
  const [names] = await thread.run([{ sql: "select name from kysely_migration order by name", parameters: [] }]);
  return ((names?.rows ?? []) as { name: string }[]).map((row) => row.name);
}
