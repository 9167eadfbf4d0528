// What docs/security.md calls by short names: HKDF, GCM, boxes, base64url, numbers.
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";

/** Where random bytes come from; test vectors bring their own. */
export type Chance = (length: number) => Buffer;

export function sha256(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}

export function hkdf(secret: Uint8Array, salt: string, info: string, length: number): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, salt, info, length));
}

/** AES-256-GCM: the ciphertext and its 16-byte tag. */
export function gcmSeal(key: Buffer, nonce: Buffer, aad: Buffer, plain: Buffer): Buffer {
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(aad);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Throws when a bit of anything is not as it was sealed. */
export function gcmOpen(key: Buffer, nonce: Buffer, aad: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: 16 }).setAAD(aad);
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
}

/** nonce(12) ‖ GCM. */
export function boxSeal(key: Buffer, aad: Buffer, plain: Buffer, chance: Chance = randomBytes): Buffer {
  const nonce = chance(12);
  return Buffer.concat([nonce, gcmSeal(key, nonce, aad, plain)]);
}

export function boxOpen(key: Buffer, aad: Buffer, box: Buffer): Buffer {
  return gcmOpen(key, box.subarray(0, 12), aad, box.subarray(12));
}

/** `bytes` with zeros behind them. */
export function padTo(length: number, bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(length - bytes.length)]);
}

export function toBase64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}

/** Only the one canonical spelling (SEAL-1); Node's own decoder takes nearly anything. */
export function fromBase64url(text: unknown, length?: number): Buffer {
  if (typeof text !== "string") throw new Error("no base64url");
  const bytes = Buffer.from(text, "base64url");
  if (bytes.toString("base64url") !== text) throw new Error("not canonical base64url");
  if (length !== undefined && bytes.length !== length) throw new Error(`not ${length} bytes`);
  return bytes;
}

/** Big-endian, as all numbers are. */
export function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
