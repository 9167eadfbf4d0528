import type { PersonId, RingItem } from "@parlor/protocol";
import type { Db } from "../db/schema.ts";

/** Items of this person's keyring above an id, in the order of the ids. */
export function ringItems(db: Db, by: PersonId, after: string, limit: number): Promise<RingItem[]> {
  return db
    .selectFrom("keyring_item")
    .select(["id", "rev", "sealed"])
    .where("person_id", "=", by)
    .where("id", ">", after)
    .orderBy("id")
    .limit(limit)
    .execute();
}

export function deleteRing(db: Db, by: PersonId) {
  return db.deleteFrom("keyring_item").where("person_id", "=", by);
}
