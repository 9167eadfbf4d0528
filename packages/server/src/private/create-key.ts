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
  const outcome = await database.commit("createKey", {
    keyId,
    by: by.id,
    lookupHash: plainBytes(lookupHash),
    record,
    at: now,
    expiresAt: expiresAt ?? null,
    uses: uses ?? null,
    replaces: replaces ?? null,
    most: privateLimits.keysPerPerson,
  });
  if ("refused" in outcome) throw new Refusal(outcome.refused);
  return toOwnKey(outcome.made);
}
