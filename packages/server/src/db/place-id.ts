import { randomBytes } from "node:crypto";
import type { Db } from "./schema.ts";

/**
 * Reads what tells this place from others on the same host (SES-2), making it for a fresh database. It stays for ever, also
 * over a restored backup: the browsers' cookies are named after it.
 */
export async function readPlaceId(db: Db): Promise<string> {
  await db
    .insertInto("meta")
    .values({ key: "place", value: randomBytes(4).toString("hex") })
    .onConflict((conflict) => conflict.column("key").doNothing())
    .execute();
  const row = await db.selectFrom("meta").select("value").where("key", "=", "place").executeTakeFirstOrThrow();
  return row.value;
}
