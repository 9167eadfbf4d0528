import { randomBytes } from "node:crypto";
import { type Chance, gcmSeal, hkdf, padTo, sha256, toBase64url, u32 } from "./bytes.ts";
import { type Body, kinds, type Place, signedBytes, suite, wrapInfo } from "./envelope.ts";
import { hpkeSeal } from "./hpke.ts";
import { signed } from "./key-pair.ts";
import type { Identity } from "./private-key.ts";

/** To whom: the signing key, and the newest prekey they showed. */
export interface Target {
  readonly signing: Buffer;
  readonly prekey: { readonly seq: number; readonly key: Buffer };
}

/** A message's text for `message.send`, and the hash that this device's next message names. Not a knock: this bot never knocks. */
export function sealEnvelope(
  place: Place,
  me: Identity,
  to: Target,
  body: Body,
  chance: Chance = randomBytes,
): { text: string; hash: string } {
  const between = { author: me.signing.public, peer: to.signing };
  const header = Buffer.concat([Buffer.of(suite, kinds.message), u32(to.prekey.seq)]);
  const key = chance(32);
  const wrap = (role: 1 | 2, target: Buffer) =>
    hpkeSeal(target, wrapInfo(role, place, between, target), header, key, chance);
  const front = Buffer.concat([header, wrap(1, to.prekey.key), wrap(2, me.receiving.public)]);
  const json = Buffer.from(JSON.stringify(body));
  const signature = signed(me.signing, signedBytes(front, place, between, json));
  const plain = Buffer.concat([u32(json.length), json, signature]);
  const padded = padTo(Math.max(64, 2 ** Math.ceil(Math.log2(plain.length))), plain);
  // The nonce may be zero: `key` was drawn for this message and is used once.
  const sealed = gcmSeal(hkdf(key, "parlor-private-v1", "body", 32), Buffer.alloc(12), front, padded);
  return { text: `p1.${toBase64url(Buffer.concat([front, sealed]))}`, hash: toBase64url(sha256(json)) };
}
