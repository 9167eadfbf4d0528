import { randomBytes } from "node:crypto";
import type { Db } from "./schema.ts";

const makeEpoch = (): string => randomBytes(8).toString("hex");

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

/**
 * R4. Gives a restored database another epoch: its channels may count again from seqs that clients have seen with other
 * messages, so what they hold must not be continued.
 */
export async function renewEpoch(db: Db): Promise<void> {
  await db.updateTable("meta").set({ value: makeEpoch() }).where("key", "=", "epoch").execute();
}
