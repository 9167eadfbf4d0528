import { type OwnKey, type ParsedOf, type Person, privateLimits } from "@parlor/protocol";
import type { Database } from "../db/open-database.ts";
import { plainBytes } from "../people/digest.ts";
import { Refusal } from "../refusal.ts";
import { toOwnKey } from "./key-store.ts";

/** PRIV-2. Sets up a private key; the same again is answered alike. Throws `key_taken` and `limit_reached`. */
export async function createKey(
  database: Database,
  by: Person,
  { keyId, lookupHash, record, expiresAt, uses, replaces }: ParsedOf<"private.create">,
  now: number,
): Promise<OwnKey> {
  const row = {
    key_id: keyId,
    created_at: now,
    expires_at: expiresAt ?? null,
    uses: uses ?? null,
    used: 0,
  };
  const outcome = await database.commit("createKey", {
    keyId,
    by: by.id,
    lookupHash: plainBytes(lookupHash),
    record,
    at: now,
    expiresAt: row.expires_at,
    uses: row.uses,
    replaces: replaces ?? null,
    most: privateLimits.keysPerPerson,
  });
  switch (outcome) {
    case "taken":
      throw new Refusal("key_taken");
    case "full":
      throw new Refusal("limit_reached");
    case "made":
      return toOwnKey(row);
  }
}
