import { privateLimits } from "@parlor/protocol/limits";
import { nonceLength, tagLength } from "./aes-gcm.ts";
import { fromBase64url, toBase64url } from "./base64url.ts";
import { concat, fromBigEndian, u32, utf8, type Bytes } from "./bytes.ts";
import { wrapLength } from "./hpke.ts";
import { present, refuse } from "./trouble.ts";

export const prefix = "p1.";
const suite = 1;
const kinds = { message: 1, knock: 2 } as const;
const hintLength = 8;
/** nonce ‖ the knocker's signing key and the wrap, sealed. */
const boxLength = nonceLength + 32 + wrapLength + tagLength;

/** What stands in front: to whom it is sealed, as far as the server may know. */
export interface EnvelopeHeader {
  readonly prekeySeq: number;
  /** Of a knock: the private key it came through, by its hint. */
  readonly hint?: string;
}

/** The bytes of an envelope, cut along its layout (docs/security.md). */
export interface EnvelopeParts extends EnvelopeHeader {
  readonly header: Bytes;
  /** For the peer; of a knock, still boxed. */
  readonly peer: Bytes;
  /** For the sender's own devices. */
  readonly self: Bytes;
  /** What `sealed` is bound to: all before it. */
  readonly front: Bytes;
  readonly sealed: Bytes;
}

/** suite ‖ kind ‖ prekey seq (u32) [‖ hint(8)]. */
export function formHeader({ prekeySeq, hint }: EnvelopeHeader): Bytes {
  const kind = hint === undefined ? kinds.message : kinds.knock;
  const through = hint === undefined ? new Uint8Array() : present(fromBase64url(hint, hintLength), "malformed");
  return concat(Uint8Array.of(suite, kind), u32(prekeySeq), through);
}

/** @throws {Refused} malformed, newer */
export function cutEnvelope(text: string): EnvelopeParts {
  if (text.length > privateLimits.envelope) return refuse("malformed");
  if (!text.startsWith(prefix)) return refuse(/^p\d+\./.test(text) ? "newer" : "malformed");
  const bytes = present(fromBase64url(text.slice(prefix.length)), "malformed");
  const [itsSuite, kind] = bytes;
  if (itsSuite !== suite) return refuse(itsSuite === undefined ? "malformed" : "newer");
  if (kind !== kinds.message && kind !== kinds.knock) return refuse("newer");
  const isKnock = kind === kinds.knock;
  const peerAt = isKnock ? 6 + hintLength : 6;
  const selfAt = peerAt + (isKnock ? boxLength : wrapLength);
  const sealedAt = selfAt + wrapLength;
  if (!isPaddedLength(bytes.length - sealedAt - tagLength)) return refuse("malformed");
  return {
    prekeySeq: fromBigEndian(bytes.subarray(2, 6)),
    ...(isKnock ? { hint: toBase64url(bytes.subarray(6, 6 + hintLength)) } : {}),
    header: bytes.slice(0, peerAt),
    peer: bytes.slice(peerAt, selfAt),
    self: bytes.slice(selfAt, sealedAt),
    front: bytes.slice(0, sealedAt),
    sealed: bytes.slice(sealedAt),
  };
}

function isPaddedLength(length: number): boolean {
  return length >= 64 && Number.isInteger(Math.log2(length));
}

export function formEnvelope(front: Bytes, sealed: Bytes): string {
  return prefix + toBase64url(concat(front, sealed));
}

const roles = { peer: 1, self: 2 } as const;

/** Where a message stands: the conversation's id (12 letters) and its clientId (36, lower case). */
export interface Place {
  readonly conversationId: string;
  readonly clientId: string;
}

/** Binds a wrap to its place, its two people and the key it is for. Of one length, so nothing can slide into its neighbour. */
export function wrapInfo(role: keyof typeof roles, place: Place, sender: Bytes, peer: Bytes, target: Bytes): Bytes {
  return concat(utf8("parlor-private-v1"), Uint8Array.of(roles[role]), placeBytes(place), sender, peer, target);
}

export function placeBytes({ conversationId, clientId }: Place): Bytes {
  const bytes = utf8(conversationId + clientId);
  const isSound = conversationId.length === 12 && /^[0-9a-f-]{36}$/.test(clientId) && bytes.length === 48;
  return isSound ? bytes : refuse("malformed");
}
