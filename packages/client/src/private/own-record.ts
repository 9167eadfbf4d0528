import type { Milliseconds } from "@parlor/protocol";
import { parseCard } from "./card.ts";
import type { KeptPrivateKey } from "./kept.ts";
import { keySecrets } from "./key-secrets.ts";
import type { OwnKeys } from "./own-keys.ts";
import { publicPrekey } from "./prekey.ts";
import { sealRecord } from "./record.ts";

/** A fresh record of an own private key: with the present name and the newest prekey. */
export interface FreshRecord {
  readonly lookupHash: string;
  readonly record: string;
  /** What it says, to be kept beside the key. */
  readonly says: NonNullable<KeptPrivateKey["record"]>;
}

/** Undefined without an identity. `seq` follows the clock, so that two devices that never met still go forward. */
export async function freshRecord(
  own: OwnKeys,
  key: KeptPrivateKey,
  name: string,
  now: Milliseconds,
): Promise<FreshRecord | undefined> {
  const { identity, prekey } = own;
  if (!identity || !prekey) return undefined;
  const secrets = await keySecrets(key.key);
  const seq = Math.max(now, (key.record?.seq ?? 0) + 1);
  const shown = publicPrekey(prekey.prekey);
  const ends = key.expiresAt === undefined ? {} : { expiresAt: key.expiresAt };
  const record = await sealRecord({
    secrets,
    card: parseCard(key.card),
    identity: identity.identity,
    terms: { name, prekey: shown, seq, issuedAt: now, ...ends },
  });
  return { lookupHash: secrets.lookupHash, record, says: { name, prekey: shown.seq, seq } };
}
