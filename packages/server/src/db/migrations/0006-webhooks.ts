import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  // A webhook's author is a person nobody can sign in as, so messages, pages and names need nothing new.
  await db.schema
    .alterTable("person")
    .addColumn("bot", "integer", (column) => column.notNull().defaultTo(0))
    .execute();

  await db.schema
    .createTable("webhook")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("channel_id", "text", (column) => column.notNull().references("channel.id"))
    .addColumn("person_id", "text", (column) => column.notNull().references("person.id"))
    .addColumn("session_id", "text", (column) => column.notNull().references("session.id"))
    .addColumn("token_hash", "text", (column) => column.notNull().unique())
    .addColumn("created_by", "text", (column) => column.notNull().references("person.id"))
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("last_used_at", "bigint")
    .execute();
  for (const column of ["channel_id", "created_by"]) {
    await db.schema.createIndex(`webhook_${column}`).on("webhook").column(column).execute();
  }
}
