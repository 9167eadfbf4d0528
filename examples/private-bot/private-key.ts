import { hkdf, sha256, toBase64url } from "./bytes.ts";
import type { KeyPair } from "./key-pair.ts";

/** One's own: signs, and receives. */
export interface Identity {
  readonly signing: KeyPair;
  readonly receiving: KeyPair;
}

export interface PrivateKey {
  /** As people hand it out: seven groups of four. */
  readonly code: string;
  readonly card: Buffer;
  /** The server keeps this, and gives the record to anyone who can say what it is the hash of. */
  readonly lookupHash: string;
  /** Stands in a knock that came through this key. */
  readonly hint: Buffer;
  readonly cardKey: Buffer;
  readonly knockKey: Buffer;
}

/** The private key of an identity and a salt, with all that follows from it (docs/security.md, "Card and private key"). */
export function privateKey({ signing, receiving }: Identity, salt: Buffer): PrivateKey {
  const card = Buffer.concat([Buffer.from("card-v1"), signing.public, receiving.public, salt]);
  const secret = sha256(card).subarray(0, 16);
  secret.writeUInt8(secret.readUInt8(15) & 0b1111_1000, 15);
  const derived = (info: string, length: number) => hkdf(secret, "parlor-private-key-v1", info, length);
  return {
    code: codeOf(secret),
    card,
    lookupHash: toBase64url(sha256(derived("lookup", 32))),
    hint: derived("hint", 8),
    cardKey: derived("card", 32),
    knockKey: derived("knock", 32),
  };
}

const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Crockford's base32 of version 1 and the 125 bits, and two digits of check. */
function codeOf(secret: Buffer): string {
  const value = (1n << 125n) | (BigInt(`0x${secret.toString("hex")}`) >> 3n);
  const code = base32(value, 26) + base32(value % 1021n, 2);
  return code.replace(/.{4}(?!$)/g, "$&-");
}

function base32(value: bigint, length: number): string {
  return Array.from({ length }, (_, at) => digits.charAt(Number((value >> BigInt(5 * (length - 1 - at))) & 31n))).join(
    "",
  );
}
