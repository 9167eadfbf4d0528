import { randomBytes } from "node:crypto";
import type { Db } from "../db/schema.ts";

const SALT_BYTES = 16;
const KEY = "phrase_salt";

/** The salt of this place's chosen phrases, made at the first need. It stays for good: with another one every phrase is another key. */
export async function phraseSalt(db: Db): Promise<string> {
  await db
    .insertInto("meta")
    .values({ key: KEY, value: randomBytes(SALT_BYTES).toString("base64url") })
    .onConflict((conflict) => conflict.column("key").doNothing())
    .execute();
  const row = await db.selectFrom("meta").select("value").where("key", "=", KEY).executeTakeFirstOrThrow();
  return row.value;
}
