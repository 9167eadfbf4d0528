import { concat, equalBytes, sha256, utf8, type Bytes } from "./bytes.ts";
import type { Chance } from "./chance.ts";
import { systemChance } from "./chance.ts";
import type { PublicIdentity } from "./public-identity.ts";
import { refuse } from "./trouble.ts";

const label = utf8("card-v1");
export const saltLength = 16;
export const cardLength = label.length + 32 + 32 + saltLength;

/** What a private key stands for: an identity, and a salt by which one identity has as many private keys as it likes. */
export interface Card {
  readonly identity: PublicIdentity;
  /** "card-v1" ‖ signing(32) ‖ receiving(32) ‖ salt(16). */
  readonly bytes: Bytes;
}

/** A card with a salt of its own, so another private key each time. */
export function makeCard(identity: PublicIdentity): Card {
  return makeCardWith(systemChance, identity);
}

export function makeCardWith(chance: Chance, identity: PublicIdentity): Card {
  return { identity, bytes: concat(label, identity.signing, identity.receiving, chance.bytes(saltLength)) };
}

/** @throws {Refused} malformed */
export function parseCard(bytes: Bytes): Card {
  if (bytes.length !== cardLength || !equalBytes(bytes.subarray(0, label.length), label)) return refuse("malformed");
  const at = label.length;
  return { identity: { signing: bytes.slice(at, at + 32), receiving: bytes.slice(at + 32, at + 64) }, bytes };
}

/** The first 125 bits of SHA-256(card), as 16 bytes of which the last three bits are 0: what a generated private key says. */
export async function cardSecret(card: Card): Promise<Bytes> {
  const secret = (await sha256(card.bytes)).slice(0, 16);
  secret[15] = (secret[15] ?? 0) & 0xf8;
  return secret;
}
