import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "@hpke/core";
import { concat, type Bytes } from "./bytes.ts";
import { importPublicKey, type KeyPair } from "./key-pair.ts";
import { orRefuse } from "./trouble.ts";

/** RFC 9180, base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. */
const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

/** Whose the public key is, and what the wrap is bound to. */
export interface Wrap {
  readonly target: Bytes;
  readonly info: Bytes;
  readonly aad: Bytes;
}

export const encLength = 32;
/** enc(32) ‖ 32 bytes sealed, with their tag(16). */
export const wrapLength = encLength + 32 + 16;

/**
 * Wraps a 32-byte key for the holder of the private half of `target`: enc ‖ ct. A fresh encapsulation each time.
 *
 * @param ekm what the ephemeral key is made of, for test vectors (see Chance); shipped code has none
 * @throws {Refused} weak_key: `target` is of low order, so the shared secret would be all zero (RFC 7748, section 6.1; Web
 * Crypto fails then, which a test holds it to)
 */
export async function wrapKey(wrap: Wrap, key: Bytes, ekm?: Bytes): Promise<Bytes> {
  const { target, info, aad } = wrap;
  const recipientPublicKey = await orRefuse("weak_key", importPublicKey("X25519", target));
  const how = ekm === undefined ? { recipientPublicKey, info } : { recipientPublicKey, info, ekm };
  const { enc, ct } = await orRefuse("weak_key", suite.seal(how, key, aad));
  return concat(new Uint8Array(enc), new Uint8Array(ct));
}

/** @throws {Refused} tampered: another's, changed, or with an encapsulation of low order */
export async function unwrapKey(pair: KeyPair, info: Bytes, aad: Bytes, wrap: Bytes): Promise<Bytes> {
  const recipientKey = { privateKey: pair.privateKey, publicKey: pair.publicKey };
  const enc = wrap.slice(0, encLength);
  return new Uint8Array(
    await orRefuse("tampered", suite.open({ recipientKey, enc, info }, wrap.slice(encLength), aad)),
  );
}
