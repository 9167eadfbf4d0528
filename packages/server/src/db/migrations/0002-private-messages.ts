import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  // A revoked key has no row, so nothing tells it from one that never was (PRIV-3).
  await db.schema
    .createTable("private_key")
    .addColumn("key_id", "text", (column) => column.primaryKey())
    .addColumn("person_id", "text", (column) => column.notNull().references("person.id"))
    .addColumn("lookup_hash", "text", (column) => column.notNull().unique())
    .addColumn("record", "text", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("expires_at", "bigint")
    .addColumn("uses", "integer")
    .addColumn("used", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema.createIndex("private_key_person").on("private_key").column("person_id").execute();

  await db.schema
    .createTable("private_key_guest")
    .addColumn("key_id", "text", (column) => column.notNull().references("private_key.key_id").onDelete("cascade"))
    .addColumn("person_id", "text", (column) => column.notNull().references("person.id"))
    .addPrimaryKeyConstraint("private_key_guest_once", ["key_id", "person_id"])
    .execute();

  await db.schema
    .createTable("conversation")
    .addColumn("id", "text", (column) => column.primaryKey().references("log.id"))
    .addColumn("asked_by", "text", (column) => column.notNull().references("person.id"))
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("accepted_at", "bigint")
    .execute();

  await db.schema
    .createTable("conversation_member")
    .addColumn("conversation_id", "text", (column) => column.notNull().references("conversation.id"))
    .addColumn("person_id", "text", (column) => column.notNull().references("person.id"))
    .addColumn("peer_id", "text", (column) => column.notNull().references("person.id"))
    .addColumn("standing", "text", (column) => column.notNull())
    // What the key was called stays on its owner's devices when the key is gone, so this refers to no row.
    .addColumn("key_id", "text")
    .addColumn("rev", "integer", (column) => column.notNull().defaultTo(1))
    .addPrimaryKeyConstraint("conversation_member_once", ["conversation_id", "person_id"])
    .addUniqueConstraint("conversation_pair", ["person_id", "peer_id"])
    .execute();

  await db.schema
    .createTable("keyring_item")
    .addColumn("person_id", "text", (column) => column.notNull().references("person.id"))
    .addColumn("id", "text", (column) => column.notNull())
    .addColumn("rev", "bigint", (column) => column.notNull())
    .addColumn("sealed", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("keyring_item_once", ["person_id", "id"])
    .execute();

  await db.schema
    .createTable("recovery")
    .addColumn("person_id", "text", (column) => column.primaryKey().references("person.id"))
    .addColumn("login_hash", "text", (column) => column.notNull().unique())
    .execute();
}
