import { boxOpen, fromBase64url, gcmOpen, hkdf, sha256, toBase64url } from "./bytes.ts";
import { type Body, cutEnvelope, type Parts, type Place, signedBytes, wrapInfo } from "./envelope.ts";
import { hpkeOpen } from "./hpke.ts";
import { isSigned, type KeyPair } from "./key-pair.ts";
import type { Identity, PrivateKey } from "./private-key.ts";

/** With what the bot opens what others wrote to it. */
export interface Opener {
  readonly me: Identity;
  readonly key: PrivateKey;
  /** Its prekeys by their seq: all there ever were. */
  readonly prekeys: ReadonlyMap<number, KeyPair>;
}

export interface Opened {
  readonly body: Body;
  /** What the next body of the same device has to name. */
  readonly hash: string;
}

/**
 * Opens what the peer wrote, or throws and says why not.
 *
 * @param pinned the peer's signing key; until the first contact there is none, and only a knock opens
 */
export function openEnvelope(text: string, place: Place, { me, key, prekeys }: Opener, pinned?: Buffer): Opened {
  const parts = cutEnvelope(text);
  const prekey = prekeys.get(parts.prekeySeq);
  if (!prekey) throw new Error("sealed to a prekey that is not mine");
  if (parts.hint === undefined && pinned === undefined) throw new Error("not a knock, and nobody is known here yet");
  const { author, wrapped } = parts.hint
    ? unboxed(parts, parts.hint, key)
    : { author: pinned, wrapped: parts.peerPart };
  if (!author || author.equals(me.signing.public)) throw new Error("my own, reflected");
  const between = { author, peer: me.signing.public };
  const fresh = hpkeOpen(prekey, wrapInfo(1, place, between, prekey.public), parts.header, wrapped);
  const plain = gcmOpen(hkdf(fresh, "parlor-private-v1", "body", 32), Buffer.alloc(12), parts.front, parts.sealed);

  const end = 4 + plain.readUInt32BE(0);
  if (end + 64 > plain.length || plain.subarray(end + 64).some((byte) => byte !== 0)) throw new Error("badly padded");
  const json = plain.subarray(4, end);
  const signature = plain.subarray(end, end + 64);
  if (!isSigned(author, signedBytes(parts.front, place, between, json), signature)) throw new Error("not signed");
  return { body: readBody(json, parts.hint && author), hash: toBase64url(sha256(json)) };
}

/** In a knock who knocks stands in the box, since `info` needs it before anything opens. */
function unboxed({ header, peerPart }: Parts, hint: Buffer, key: PrivateKey): { author: Buffer; wrapped: Buffer } {
  if (!hint.equals(key.hint)) throw new Error("through a private key that is not mine");
  const plain = boxOpen(key.knockKey, header, peerPart);
  return { author: plain.subarray(0, 32), wrapped: plain.subarray(32) };
}

/** Each field of its form (SEAL-15). What nobody knows is ignored, so that the suite can grow. */
function readBody(json: Buffer, knocker: Buffer | undefined): Body {
  const body: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(json));
  const { t, d, n, h, p, c, name } = body as Body;
  const isSound =
    isText(t, 4_000) && /^[0-9a-f]{16}$/.test(d) && Number.isSafeInteger(n) && n >= 1 && (h === "") === (n === 1);
  if (!isSound || !Number.isInteger(p.seq) || p.seq < 1 || p.seq >= 2 ** 32) throw new Error("a body of no known form");
  if (h !== "") fromBase64url(h, 32);
  fromBase64url(p.key, 32);
  if (!knocker) return { t, d, n, h, p };
  if (!fromBase64url(c?.s, 32).equals(knocker)) throw new Error("a knock in another's name");
  fromBase64url(c?.k, 32);
  if (!isText(name, 512)) throw new Error("a knock without a name");
  return { t, d, n, h, p, name, ...(c && { c }) };
}

/** What draws nothing is no text (MSG-1). */
const visible = /[^\p{Z}\p{Cc}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB\u2800\u{1D159}\u{16FE4}]/u;

/** MSG-1: well-formed, without NUL, not blank. */
function isText(value: unknown, most: number): value is string {
  return (
    typeof value === "string" &&
    value.length <= most &&
    value.isWellFormed() &&
    !value.includes("\0") &&
    visible.test(value)
  );
}
