import { randomBytes } from "node:crypto";
import type { Db } from "./schema.ts";

/** Reads the database's epoch, making one for a fresh database. */
export async function readEpoch(db: Db): Promise<string> {
  await db
    .insertInto("meta")
    .values({ key: "epoch", value: randomBytes(8).toString("hex") })
    .onConflict((conflict) => conflict.column("key").doNothing())
    .execute();
  const row = await db.selectFrom("meta").select("value").where("key", "=", "epoch").executeTakeFirstOrThrow();
  return row.value;
}
