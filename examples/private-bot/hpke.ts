// HPKE (RFC 9180), base mode, one message: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. Written out, so that a
// language without a library for it has something to follow; where there is one, take that.
import { createHmac, diffieHellman, randomBytes } from "node:crypto";
import { type Chance, gcmOpen, gcmSeal, u16 } from "./bytes.ts";
import { type KeyPair, keyPair, publicKey } from "./key-pair.ts";

const empty = Buffer.alloc(0);
const kem = Buffer.concat([Buffer.from("KEM"), u16(0x0020)]);
const suite = Buffer.concat([Buffer.from("HPKE"), u16(0x0020), u16(0x0001), u16(0x0002)]);

/** enc(32) ‖ ct, for the holder of the private half of `target`. */
export function hpkeSeal(
  target: Buffer,
  info: Buffer,
  aad: Buffer,
  plain: Buffer,
  chance: Chance = randomBytes,
): Buffer {
  const ephemeral = deriveKeyPair(chance(32));
  const shared = sharedSecret(ephemeral, target, ephemeral.public, target);
  const { key, nonce } = schedule(shared, info);
  return Buffer.concat([ephemeral.public, gcmSeal(key, nonce, aad, plain)]);
}

/** Throws when it is for another key, another info, or changed. */
export function hpkeOpen(pair: KeyPair, info: Buffer, aad: Buffer, sealed: Buffer): Buffer {
  const enc = sealed.subarray(0, 32);
  const { key, nonce } = schedule(sharedSecret(pair, enc, enc, pair.public), info);
  return gcmOpen(key, nonce, aad, sealed.subarray(32));
}

/** 7.1.3, DeriveKeyPair: random bytes become an ephemeral key. */
function deriveKeyPair(ikm: Buffer): KeyPair {
  const prk = labeledExtract(kem, empty, "dkp_prk", ikm);
  return keyPair("X25519", labeledExpand(kem, prk, "sk", empty, 32));
}

/** 4.1, Encap and Decap: both ends come to the same secret. */
function sharedSecret(own: KeyPair, other: Buffer, enc: Buffer, target: Buffer): Buffer {
  const dh = diffieHellman({ privateKey: own.key, publicKey: publicKey("X25519", other) });
  if (dh.every((byte) => byte === 0)) throw new Error("a key of low order");
  const prk = labeledExtract(kem, empty, "eae_prk", dh);
  return labeledExpand(kem, prk, "shared_secret", Buffer.concat([enc, target]), 32);
}

/** 5.1, KeySchedule in base mode, which has neither psk nor psk_id; for the first message the nonce is the base nonce. */
function schedule(shared: Buffer, info: Buffer): { key: Buffer; nonce: Buffer } {
  const noPsk = labeledExtract(suite, empty, "psk_id_hash", empty);
  const context = Buffer.concat([Buffer.of(0), noPsk, labeledExtract(suite, empty, "info_hash", info)]);
  const secret = labeledExtract(suite, shared, "secret", empty);
  return {
    key: labeledExpand(suite, secret, "key", context, 32),
    nonce: labeledExpand(suite, secret, "base_nonce", context, 12),
  };
}

function labeledExtract(id: Buffer, salt: Buffer, label: string, ikm: Buffer): Buffer {
  return hmac(salt, Buffer.concat([Buffer.from("HPKE-v1"), id, Buffer.from(label), ikm]));
}

/** HKDF-Expand's first block: nothing here needs more than its 32 bytes. */
function labeledExpand(id: Buffer, prk: Buffer, label: string, info: Buffer, length: number): Buffer {
  const labeled = Buffer.concat([u16(length), Buffer.from("HPKE-v1"), id, Buffer.from(label), info, Buffer.of(1)]);
  return hmac(prk, labeled).subarray(0, length);
}

function hmac(key: Buffer, bytes: Buffer): Buffer {
  return createHmac("sha256", key).update(bytes).digest();
}
