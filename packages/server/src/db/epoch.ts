import { randomBytes } from "node:crypto";
import type { Db } from "./schema.ts";

/** Names a database (MSG-6): clients that know another epoch forget what they hold. */
export const makeEpoch = (): string => randomBytes(8).toString("hex");

/** Reads the database's epoch, making one for a fresh database. */
export async function readEpoch(db: Db): Promise<string> {
  await db
    .insertInto("meta")
    .values({ key: "epoch", value: makeEpoch() })
    .onConflict((conflict) => conflict.column("key").doNothing())
    .execute();
  const row = await db.selectFrom("meta").select("value").where("key", "=", "epoch").executeTakeFirstOrThrow();
  return row.value;
}
