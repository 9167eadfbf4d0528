import type { Kysely } from "kysely";
import { sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  // Apart from who made it: the operator can give a channel to somebody else, and its beginning stays true.
  await db.schema
    .alterTable("channel")
    .addColumn("owned_by", "text", (column) => column.references("person.id"))
    .execute();
  await sql`update channel set owned_by = created_by`.execute(db);

  // Empty for a channel that the operator archived. Before this version only the maker could archive.
  await db.schema
    .alterTable("channel")
    .addColumn("archived_by", "text", (column) => column.references("person.id"))
    .execute();
  await sql`update channel set archived_by = created_by where archived_at is not null`.execute(db);

  await db.schema.createIndex("channel_owner").on("channel").column("owned_by").execute();
}
