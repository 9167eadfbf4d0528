import { type Kysely, sql } from "kysely";

/** What a session remembers of the device it is on, and how its token is kept (SES-4 to SES-8). */
export async function up(db: Kysely<unknown>): Promise<void> {
  // SQLite adds one column a statement, and no unique one.
  for (const [name, type] of [
    ["kept", "text"],
    ["label", "text"],
    ["seen_at", "bigint"],
    ["renewed_at", "bigint"],
    ["next_token_hash", "text"],
    ["once_hash", "text"],
  ] as const) {
    await db.schema.alterTable("session").addColumn(name, type).execute();
  }
  for (const name of ["next_token_hash", "once_hash"]) {
    await db.schema
      .createIndex(`session_${name}`)
      .unique()
      .on("session")
      .column(name)
      .where(sql.ref(name), "is not", null)
      .execute();
  }
  await db.schema.createIndex("session_person").on("session").column("person_id").execute();
}
