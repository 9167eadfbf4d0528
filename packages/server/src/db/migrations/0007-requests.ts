import { type Kysely, sql } from "kysely";

/** Requests have a place each, key by key; a knock without a message has none (PRIV-9, PRIV-10). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("private_key")
    .addColumn("requests", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createIndex("conversation_request")
    .on("conversation_member")
    .columns(["key_id", "standing"])
    .execute();
  await db.schema
    .createIndex("conversation_unwritten")
    .on("conversation_member")
    .column("conversation_id")
    .where(sql.ref("standing"), "=", sql.lit("unwritten"))
    .execute();
  await sql`
    update conversation_member set standing = 'unwritten'
    where standing = 'asked' and (select head from log where id = conversation_id) = 0`.execute(db);
}
