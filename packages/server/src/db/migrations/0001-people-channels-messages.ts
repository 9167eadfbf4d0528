import type { Kysely } from "kysely";
import { sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("meta")
    .addColumn("key", "text", (column) => column.primaryKey())
    .addColumn("value", "text", (column) => column.notNull())
    .execute();

  await db.schema
    .createTable("person")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("name_folded", "text", (column) => column.notNull().unique())
    .addColumn("name_shape", "text", (column) => column.notNull().unique())
    .addColumn("rev", "integer", (column) => column.notNull().defaultTo(1))
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("imported", "integer", (column) => column.notNull().defaultTo(0))
    .execute();

  await db.schema
    .createTable("session")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("person_id", "text", (column) => column.notNull().references("person.id"))
    .addColumn("token_hash", "text", (column) => column.notNull().unique())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("ended_at", "bigint")
    .execute();

  // Apart from what a channel is called, so that messages may stand in something else as well.
  await db.schema
    .createTable("log")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("head", "bigint", (column) => column.notNull().defaultTo(0))
    .addColumn("last_at", "bigint")
    .addColumn("closed_at", "bigint")
    .execute();

  await db.schema
    .createTable("channel")
    .addColumn("id", "text", (column) => column.primaryKey().references("log.id"))
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("name_folded", "text", (column) => column.notNull())
    .addColumn("name_shape", "text", (column) => column.notNull())
    .addColumn("about", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("created_by", "text", (column) => column.references("person.id"))
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("rev", "integer", (column) => column.notNull().defaultTo(1))
    .addColumn("is_default", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("archived_at", "bigint")
    .execute();

  // An archived channel gives its name back, so uniqueness counts the listed ones only.
  for (const column of ["name_folded", "name_shape"]) {
    await db.schema
      .createIndex(`channel_${column}`)
      .on("channel")
      .column(column)
      .unique()
      .where(sql.ref("archived_at"), "is", null)
      .execute();
  }

  // The primary key keeps a channel's messages side by side on disk, so a page is one short run of reads.
  await db.schema
    .createTable("message")
    .addColumn("channel_id", "text", (column) => column.notNull().references("log.id"))
    .addColumn("seq", "bigint", (column) => column.notNull())
    .addColumn("person_id", "text", (column) => column.notNull().references("person.id"))
    .addColumn("session_id", "text", (column) => column.notNull().references("session.id"))
    .addColumn("client_id", "text", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("text", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("message_place", ["channel_id", "seq"])
    // clientId first: it begins with the time, so new entries stand side by side at the index's end, not one a session.
    .addUniqueConstraint("message_once", ["client_id", "session_id"])
    .modifyEnd(sql`without rowid`)
    .execute();
}
