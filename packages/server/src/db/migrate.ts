import { copyFileSync } from "node:fs";
import { Migrator } from "kysely/migration";
import { OperatorError } from "../operator-error.ts";
import { migrations } from "./migrations/index.ts";
import type { Db } from "./schema.ts";
import type { SqliteThread } from "./sqlite-thread.ts";

/** The database was made by a later program; its message tells the operator what to do. */
class NewerDatabase extends OperatorError {}

/**
 * Brings the database to this program's schema. Before the first pending migration of a database that has data, the
 * file is copied to `<file>.before-<migration>`. A database made by a newer program is refused with a clear message.
 */
export async function migrate(db: Db, thread: SqliteThread, file: string): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const known = await appliedNames(thread);
  const unknown = known.find((name) => !(name in migrations));
  if (unknown)
    throw new NewerDatabase(`The database is newer than this program (it has had "${unknown}"): start a newer Parlor.`);

  const pending = Object.keys(migrations).find((name) => !known.includes(name));
  if (pending && known.length > 0) {
    await thread.run([{ sql: "PRAGMA wal_checkpoint(TRUNCATE)", parameters: [] }]);
    copyFileSync(file, `${file}.before-${pending}`);
  }
  const { error } = await migrator.migrateToLatest();
  if (error) throw error instanceof Error ? error : new Error("a migration failed", { cause: error });
}

async function appliedNames(thread: SqliteThread): Promise<string[]> {
  const exists = "select name from sqlite_master where type = 'table' and name = 'kysely_migration'";
  const [table] = await thread.run([{ sql: exists, parameters: [] }]);
  if (!table?.rows.length) return [];
  const [names] = await thread.run([{ sql: "select name from kysely_migration", parameters: [] }]);
  return ((names?.rows ?? []) as { name: string }[]).map((row) => row.name);
}
