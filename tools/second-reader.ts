import {
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  verify,
} from "node:crypto";

/**
 * docs/security.md read a second time, with Node's OpenSSL and nothing of the client's: HPKE's schedule (RFC 9180) is written out here.
 * It opens and does not refuse with care, so it is for checking the document and its vectors, never for use.
 */

export const sha256 = (bytes: Buffer): Buffer => createHash("sha256").update(bytes).digest();
export const hmac = (key: Buffer, bytes: Buffer): Buffer => createHmac("sha256", key).update(bytes).digest();
export const hkdf = (ikm: Buffer, salt: string, info: string, length: number): Buffer =>
  Buffer.from(hkdfSync("sha256", ikm, salt, info, length));
export const join = (...parts: (Buffer | string)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : part)));

export function u16(value: number): Buffer {
  return Buffer.from([value >> 8, value & 0xff]);
}

export function gcmOpen(key: Buffer, nonce: Buffer, aad: Buffer, sealed: Buffer): Buffer {
  const cipher = createDecipheriv("aes-256-gcm", key, nonce).setAAD(aad).setAuthTag(sealed.subarray(-16));
  return Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
}

/** nonce(12) ‖ GCM. */
export function unbox(key: Buffer, aad: Buffer, box: Buffer): Buffer {
  return gcmOpen(key, box.subarray(0, 12), aad, box.subarray(12));
}

export function signatureHolds(publicKey: Buffer, signed: Buffer, signature: Buffer): boolean {
  return verify(null, signed, spki("302a300506032b6570032100", publicKey), signature);
}

const spki = (start: string, key: Buffer) =>
  createPublicKey({ key: Buffer.concat([Buffer.from(start, "hex"), key]), format: "der", type: "spki" });

/** Section 4 of the RFC: labeled extract and expand. */
function extract(suite: Buffer, salt: Buffer, label: string, ikm: Buffer): Buffer {
  return hmac(salt, join("HPKE-v1", suite, label, ikm));
}

function expand(suite: Buffer, prk: Buffer, label: string, info: Buffer, length: number): Buffer {
  const labeled = join(u16(length), "HPKE-v1", suite, label, info);
  return hmac(prk, join(labeled, Buffer.of(1))).subarray(0, length);
}

const kem = join("KEM", u16(0x0020));
const hpke = join("HPKE", u16(0x0020), u16(0x0001), u16(0x0002));
const none = Buffer.alloc(0);

export interface Pair {
  private: Buffer;
  public: Buffer;
}

/** Single-shot open in base mode. */
export function hpkeOpen(pair: Pair, info: Buffer, aad: Buffer, wrap: Buffer): Buffer {
  const enc = wrap.subarray(0, 32);
  const der = join(Buffer.from("302e020100300506032b656e04220420", "hex"), pair.private);
  const privateKey = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const dh = diffieHellman({ privateKey, publicKey: spki("302a300506032b656e032100", enc) });
  const shared = expand(kem, extract(kem, none, "eae_prk", dh), "shared_secret", join(enc, pair.public), 32);
  const hashes = [extract(hpke, none, "psk_id_hash", none), extract(hpke, none, "info_hash", info)];
  const context = join(Buffer.of(0), ...hashes);
  const secret = extract(hpke, shared, "secret", none);
  const key = expand(hpke, secret, "key", context, 32);
  return gcmOpen(key, expand(hpke, secret, "base_nonce", context, 12), aad, wrap.subarray(32));
}
