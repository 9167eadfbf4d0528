import { decrypt, encrypt, nonceLength } from "./aes-gcm.ts";
import { concat, sha256, u32, utf8, type Bytes } from "./bytes.ts";
import { deriveFrom } from "./derive.ts";
import { placeBytes, type Place } from "./envelope-layout.ts";
import { importPublicKey, type KeyPair } from "./key-pair.ts";
import { padTo, powerOfTwo, unpad } from "./padding.ts";
import { refuse } from "./trouble.ts";

/** What the content is bound to besides the bytes in front of it. `sender` and `peer` are signing keys. */
export interface Parties {
  readonly place: Place;
  readonly sender: Bytes;
  readonly peer: Bytes;
}

/** Zero: the content key is made for one message and used once. */
const nonce = new Uint8Array(nonceLength);
const signatureLength = 64;

/** Of the 32 bytes that both wraps hold. */
export async function contentKey(key: Bytes): Promise<CryptoKey> {
  return (await deriveFrom(key, "parlor-private-v1")).aesKey("body");
}

/** Signs a body, pads it to a power of two, and encrypts it, bound to all that stands in front of it. */
export async function sealContent(
  key: CryptoKey,
  front: Bytes,
  parties: Parties,
  body: Bytes,
  author: KeyPair,
): Promise<Bytes> {
  const signature = await crypto.subtle.sign("Ed25519", author.privateKey, await signedBytes(front, parties, body));
  const plain = concat(u32(body.length), body, new Uint8Array(signature));
  return encrypt(key, nonce, front, padTo(powerOfTwo(plain.length), plain));
}

/**
 * Decrypts, then holds the signature against the same bytes that were signed.
 * @throws {Refused} tampered, malformed (the padding is not zero), weak_key, bad_signature
 */
export async function openContent(key: Bytes, front: Bytes, parties: Parties, sealed: Bytes): Promise<Bytes> {
  const [plain, signer] = await Promise.all([
    contentKey(key).then((its) => decrypt(its, nonce, front, sealed)),
    importPublicKey("Ed25519", parties.sender),
  ]);
  const { content: body, tail: signature } = unpad(4, plain, signatureLength);
  const signed = await signedBytes(front, parties, body);
  return (await crypto.subtle.verify("Ed25519", signer, signature, signed)) ? body : refuse("bad_signature");
}

/** All that stands before the content, the place, both people, and the body; each but the last of fixed length. */
async function signedBytes(front: Bytes, { place, sender, peer }: Parties, body: Bytes): Promise<Bytes> {
  return concat(utf8("parlor-sig-v1"), await sha256(front), placeBytes(place), sender, peer, body);
}
