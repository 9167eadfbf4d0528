import { type OwnKey, type Person, type PersonId, privateLimits } from "@parlor/protocol";
import type { Db, PrivateKeyRow } from "../db/schema.ts";
import { toPerson } from "../people/person-store.ts";

/** A key as its owner sees it. */
export function toOwnKey(
  row: Omit<PrivateKeyRow, "person_id" | "lookup_hash" | "record" | "requests">,
  isFull = false,
): OwnKey {
  return {
    keyId: row.key_id,
    createdAt: row.created_at,
    ...(row.expires_at !== null && { expiresAt: row.expires_at }),
    ...(row.uses !== null && { uses: row.uses }),
    used: row.used,
    ...(isFull && { full: true }),
  };
}

/** This person's keys that work now, the oldest first. */
export async function workingKeys(db: Db, by: PersonId, now: number): Promise<OwnKey[]> {
  const rows = await db
    .selectFrom("private_key")
    .select(["key_id", "created_at", "expires_at", "uses", "used"])
    .select((e) =>
      e
        .or([
          e("requests", ">=", privateLimits.keyUses),
          e.exists(
            e
              .selectFrom("conversation_member as member")
              .select("member.key_id")
              .whereRef("member.key_id", "=", "private_key.key_id")
              .where("member.standing", "=", "waiting"),
          ),
        ])
        .as("isFull"),
    )
    .where("person_id", "=", by)
    .where((e) => e.or([e("expires_at", "is", null), e("expires_at", ">", now)]))
    .where((e) => e.or([e("uses", "is", null), e("used", "<", e.ref("uses"))]))
    .orderBy("created_at")
    .orderBy("key_id")
    .execute();
  return rows.map((row) => toOwnKey(row, Boolean(row.isFull)));
}

/** PRIV-3. Whose working key this is, and its record: the same one query for every kind of wrong key. */
export async function keyByLookup(
  db: Db,
  lookupHash: string,
  by: PersonId,
  now: number,
): Promise<{ owner: Person; record: string } | undefined> {
  const row = await db
    .selectFrom("private_key")
    .innerJoin("person", "person.id", "private_key.person_id")
    .select(["person.id", "person.name", "person.rev", "private_key.record"])
    .where("lookup_hash", "=", lookupHash)
    .where((e) => e.or([e("expires_at", "is", null), e("expires_at", ">", now)]))
    .where((e) =>
      e.or([
        e.and([
          e.or([e("uses", "is", null), e("used", "<", e.ref("uses"))]),
          e("requests", "<", privateLimits.keyUses),
        ]),
        // A person who came through it once may come again.
        e.exists(
          e
            .selectFrom("private_key_guest")
            .select("private_key_guest.key_id")
            .whereRef("private_key_guest.key_id", "=", "private_key.key_id")
            .where("private_key_guest.person_id", "=", by),
        ),
      ]),
    )
    .executeTakeFirst();
  return row && { owner: toPerson(row), record: row.record };
}

/** False when this person has no such key, or it has expired. */
export async function refreshKeyRow(db: Db, by: PersonId, keyId: string, record: string, now: number) {
  const row = await db
    .updateTable("private_key")
    .set({ record })
    .where("key_id", "=", keyId)
    .where("person_id", "=", by)
    .where((e) => e.or([e("expires_at", "is", null), e("expires_at", ">", now)]))
    .returning("key_id")
    .executeTakeFirst();
  return row !== undefined;
}

/** False when this person has no such key. */
export async function deleteKeyRow(db: Db, by: PersonId, keyId: string): Promise<boolean> {
  const row = await db
    .deleteFrom("private_key")
    .where("key_id", "=", keyId)
    .where("person_id", "=", by)
    .returning("key_id")
    .executeTakeFirst();
  return row !== undefined;
}
