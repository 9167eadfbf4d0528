import { concat, type Bytes } from "./bytes.ts";
import type { Chance } from "./chance.ts";
import { orRefuse, refuse } from "./trouble.ts";

export const nonceLength = 12;
export const tagLength = 16;

/** AES-256-GCM (NIST SP 800-38D) with a nonce the caller answers for: never twice with the same key. */
export async function encrypt(key: CryptoKey, nonce: Bytes, aad: Bytes, plain: Bytes): Promise<Bytes> {
  return new Uint8Array(
    await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: aad, tagLength: 128 }, key, plain),
  );
}

/** @throws {Refused} tampered */
export async function decrypt(key: CryptoKey, nonce: Bytes, aad: Bytes, sealed: Bytes): Promise<Bytes> {
  const how = { name: "AES-GCM", iv: nonce, additionalData: aad, tagLength: 128 };
  return new Uint8Array(await orRefuse("tampered", crypto.subtle.decrypt(how, key, sealed)));
}

/**
 * nonce(12) ‖ AES-256-GCM, for keys that seal more than one thing. The nonce is random, which is sound up to 2^32 times a key
 * (SP 800-38D, section 8.3); no key here gets near a millionth of that.
 */
export async function box(chance: Chance, key: CryptoKey, aad: Bytes, plain: Bytes): Promise<Bytes> {
  const nonce = chance.bytes(nonceLength);
  return concat(nonce, await encrypt(key, nonce, aad, plain));
}

/** @throws {Refused} malformed, tampered */
export async function unbox(key: CryptoKey, aad: Bytes, boxed: Bytes): Promise<Bytes> {
  if (boxed.length < nonceLength + tagLength) return refuse("malformed");
  return decrypt(key, boxed.slice(0, nonceLength), aad, boxed.slice(nonceLength));
}
