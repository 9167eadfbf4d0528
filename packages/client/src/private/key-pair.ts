import { fromBase64url, toBase64url } from "./base64url.ts";
import { concat, equalBytes, type Bytes } from "./bytes.ts";
import { isSmallOrder } from "./small-order.ts";
import { present, refuse } from "./trouble.ts";

/** Ed25519 signs (RFC 8032), X25519 receives (RFC 7748). */
export type Curve = "Ed25519" | "X25519";

/** A pair whose private half cannot be read out, and the 32 bytes of its public half. IndexedDB can hold it. */
export interface KeyPair {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly bytes: Bytes;
}

/** A pair as it stands in the keyring: 32 bytes each, base64url. */
export interface KeyPairSecret {
  readonly private: string;
  readonly public: string;
}

/** What stands before the 32 bytes of a private key in PKCS #8 (RFC 8410, section 7). */
const pkcs8Start: Record<Curve, Bytes> = {
  Ed25519: Uint8Array.from([0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20]),
  X25519: Uint8Array.from([0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x6e, 4, 0x22, 4, 0x20]),
};

const privateUses = { Ed25519: ["sign"], X25519: ["deriveBits"] } as const;
const publicUses = { Ed25519: ["verify"], X25519: [] } as const;

/** A new pair; its secret is given out this once, for the keyring. */
export async function makeKeyPair(curve: Curve): Promise<{ pair: KeyPair; secret: KeyPairSecret }> {
  const made = await crypto.subtle.generateKey(curve, true, curve === "Ed25519" ? ["sign", "verify"] : ["deriveBits"]);
  if (!("privateKey" in made)) throw new TypeError("not a pair");
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey("pkcs8", made.privateKey));
  const start = pkcs8Start[curve];
  if (pkcs8.length !== 48 || !equalBytes(pkcs8.subarray(0, 16), start))
    throw new TypeError("not PKCS #8 as RFC 8410 has it");
  const bytes = new Uint8Array(await crypto.subtle.exportKey("raw", made.publicKey));
  const secret = { private: toBase64url(pkcs8.subarray(16)), public: toBase64url(bytes) };
  return { pair: await importKeyPair(curve, secret), secret };
}

/** @throws {Refused} malformed, or mismatch when the two halves do not belong together. */
export async function importKeyPair(curve: Curve, secret: KeyPairSecret): Promise<KeyPair> {
  const bytes = present(fromBase64url(secret.public, 32), "malformed");
  const pkcs8 = concat(pkcs8Start[curve], present(fromBase64url(secret.private, 32), "malformed"));
  const privateKey = await crypto.subtle.importKey("pkcs8", pkcs8, curve, false, [...privateUses[curve]]);
  const pair = { privateKey, publicKey: await importPublicKey(curve, bytes), bytes };
  return (await belongTogether(curve, pair)) ? pair : refuse("mismatch");
}

/**
 * The 32 bytes of anybody's public key, for Web Crypto. An X25519 key of low order shows when it is used.
 * @throws {Refused} weak_key: an Ed25519 key of small order
 */
export async function importPublicKey(curve: Curve, bytes: Bytes): Promise<CryptoKey> {
  if (curve === "Ed25519" && isSmallOrder(bytes)) return refuse("weak_key");
  return crypto.subtle.importKey("raw", bytes, curve, true, [...publicUses[curve]]);
}

async function belongTogether(curve: Curve, { privateKey, publicKey }: KeyPair): Promise<boolean> {
  if (curve === "Ed25519") {
    const signature = await crypto.subtle.sign(curve, privateKey, pkcs8Start[curve]);
    return crypto.subtle.verify(curve, publicKey, signature, pkcs8Start[curve]);
  }
  const other = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
  if (!("privateKey" in other)) return false;
  const ours = await crypto.subtle.deriveBits({ name: curve, public: other.publicKey }, privateKey, 256);
  const theirs = await crypto.subtle.deriveBits({ name: curve, public: publicKey }, other.privateKey, 256);
  return equalBytes(new Uint8Array(ours), new Uint8Array(theirs));
}
