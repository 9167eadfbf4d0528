import type { Db } from "../db/schema.ts";

/**
 * SES-9. Since when this database notes the use of every session. What was used before, by an earlier version, may not be noted,
 * so nobody's time runs before it.
 */
export async function readCountedFrom(db: Db, now: number): Promise<number> {
  await db
    .insertInto("meta")
    .values({ key: "sessions_counted_from", value: String(now) })
    .onConflict((conflict) => conflict.column("key").doNothing())
    .execute();
  const row = await db
    .selectFrom("meta")
    .select("value")
    .where("key", "=", "sessions_counted_from")
    .executeTakeFirstOrThrow();
  return Number(row.value);
}
