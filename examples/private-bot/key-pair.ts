import { createPrivateKey, createPublicKey, type KeyObject, randomBytes, sign, verify } from "node:crypto";

/** Node takes raw keys only in their ASN.1 wrapping (RFC 8410), which is a fixed prefix; the curves differ in one byte of it. */
const curves = { X25519: "6e", Ed25519: "70" } as const;
type Curve = keyof typeof curves;

export interface KeyPair {
  /** 32 bytes: what is kept. */
  readonly secret: Buffer;
  readonly key: KeyObject;
  /** 32 bytes: what is shown. */
  readonly public: Buffer;
}

/** A new key pair, or the one of a kept secret. */
export function keyPair(curve: Curve, secret: Buffer = randomBytes(32)): KeyPair {
  const prefix = Buffer.from(`302e020100300506032b65${curves[curve]}04220420`, "hex");
  const key = createPrivateKey({ key: Buffer.concat([prefix, secret]), format: "der", type: "pkcs8" });
  const spki = createPublicKey(key).export({ format: "der", type: "spki" });
  return { secret, key, public: spki.subarray(-32) };
}

export function publicKey(curve: Curve, bytes: Buffer): KeyObject {
  const prefix = Buffer.from(`302a300506032b65${curves[curve]}032100`, "hex");
  return createPublicKey({ key: Buffer.concat([prefix, bytes]), format: "der", type: "spki" });
}

export function signed(pair: KeyPair, bytes: Buffer): Buffer {
  return sign(null, bytes, pair.key);
}

export function isSigned(signer: Buffer, bytes: Buffer, signature: Buffer): boolean {
  return verify(null, bytes, publicKey("Ed25519", signer), signature);
}
