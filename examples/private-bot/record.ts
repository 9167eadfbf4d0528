import { randomBytes } from "node:crypto";
import { boxSeal, type Chance, padTo, sha256, toBase64url, u16 } from "./bytes.ts";
import { type KeyPair, signed } from "./key-pair.ts";
import type { PrivateKey } from "./private-key.ts";

/** What a record says beside the card. `seq` grows with every record of a card; times are in milliseconds. */
export interface Terms {
  name: string;
  prekey: { seq: number; key: string };
  seq: number;
  issuedAt: number;
}

/** What the server keeps of a private key, and cannot read (docs/security.md, "Record"). */
export function sealRecord(key: PrivateKey, signing: KeyPair, terms: Terms, chance: Chance = randomBytes): string {
  const json = Buffer.from(JSON.stringify(terms));
  const signature = signed(signing, Buffer.concat([Buffer.from("mutable-v1"), sha256(key.card), json]));
  const length = Math.ceil((2 + json.length) / 256) * 256;
  const padded = padTo(length, Buffer.concat([u16(json.length), json]));
  // The MAC is a phrase's; of a generated key it is zeros.
  const plain = Buffer.concat([Buffer.alloc(32), key.card, signature, padded]);
  return toBase64url(Buffer.concat([Buffer.of(1), boxSeal(key.cardKey, Buffer.from("record-v1"), plain, chance)]));
}
