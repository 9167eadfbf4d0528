import type { DatabaseSync } from "node:sqlite";

/** The tables and indexes of a database. */
export function schemaNames(db: DatabaseSync): Set<string> {
  const rows = db.prepare("select name from sqlite_schema where name not like 'sqlite_%'").all();
  return new Set((rows as { name: string }[]).map(({ name }) => name));
}

/** The migrations that a database with these tables has had, in order. */
export function appliedMigrations(db: DatabaseSync, names: Set<string>): string[] {
  if (!names.has("kysely_migration")) return [];
  const rows = db.prepare("select name from kysely_migration order by name").all();
  return (rows as { name: string }[]).map(({ name }) => name);
}
