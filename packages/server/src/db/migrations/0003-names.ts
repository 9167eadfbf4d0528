import type { Kysely } from "kysely";
import { sql } from "kysely";

/** Looks of stored names are computed by people/refresh-looks.ts, which the new columns make run at the next start. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("person").addColumn("name_reading", "text").execute();
  await db.schema.createIndex("person_name_reading").on("person").column("name_reading").unique().execute();

  await db.schema.alterTable("channel").addColumn("name_reading", "text").execute();
  await db.schema
    .createIndex("channel_name_reading")
    .on("channel")
    .column("name_reading")
    .unique()
    .where(sql.ref("archived_at"), "is", null)
    .execute();

  await db.schema
    .createTable("former_name")
    .addColumn("person_id", "text", (column) => column.notNull().references("person.id"))
    .addColumn("rev", "integer", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("name_folded", "text", (column) => column.notNull())
    .addColumn("name_shape", "text", (column) => column.notNull())
    .addColumn("name_reading", "text", (column) => column.notNull())
    .addColumn("until", "bigint", (column) => column.notNull())
    .addColumn("held_until", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("former_name_once", ["person_id", "rev"])
    .modifyEnd(sql`without rowid`)
    .execute();
  for (const look of ["name_folded", "name_shape", "name_reading"])
    await db.schema.createIndex(`former_${look}`).on("former_name").column(look).execute();
}
