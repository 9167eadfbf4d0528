import { fromBase64url, sha256 } from "./bytes.ts";

/** Where a message stands. An envelope opens there and nowhere else. */
export interface Place {
  readonly conversationId: string;
  readonly clientId: string;
}

/** The author's and the peer's signing keys. */
export interface Between {
  readonly author: Buffer;
  readonly peer: Buffer;
}

export interface Body {
  /** The text. */
  t: string;
  /** The device, 16 hex digits; its messages count `n` = 1, 2, … and name the body before by its hash, `h`. */
  d: string;
  n: number;
  h: string;
  /** The author's newest prekey. */
  p: { seq: number; key: string };
  /** In a knock: who knocks. */
  c?: { s: string; k: string };
  name?: string;
}

/** An envelope along its layout (docs/security.md, "Envelope"). */
export interface Parts {
  readonly prekeySeq: number;
  /** Of a knock: through which private key. */
  readonly hint: Buffer | undefined;
  readonly header: Buffer;
  readonly peerPart: Buffer;
  readonly front: Buffer;
  readonly sealed: Buffer;
}

export const suite = 1;
export const kinds = { message: 1, knock: 2 } as const;
/** enc ‖ a wrapped key of 32 bytes ‖ its tag. */
const wrapLength = 32 + 32 + 16;
const boxedLength = 12 + 32 + wrapLength + 16;

export function cutEnvelope(text: string): Parts {
  if (!text.startsWith("p1.")) throw new Error("not a sealed message");
  const bytes = fromBase64url(text.slice(3));
  const kind = bytes[1];
  if (bytes[0] !== suite || (kind !== kinds.message && kind !== kinds.knock)) throw new Error("of a later version");
  const headerEnd = kind === kinds.knock ? 14 : 6;
  const peerEnd = headerEnd + (kind === kinds.knock ? boxedLength : wrapLength);
  const frontEnd = peerEnd + wrapLength;
  const padded = bytes.length - frontEnd - 16;
  if (padded < 64 || (padded & (padded - 1)) !== 0) throw new Error("not of a size that envelopes have");
  return {
    prekeySeq: bytes.readUInt32BE(2),
    hint: kind === kinds.knock ? bytes.subarray(6, 14) : undefined,
    header: bytes.subarray(0, headerEnd),
    peerPart: bytes.subarray(headerEnd, peerEnd),
    front: bytes.subarray(0, frontEnd),
    sealed: bytes.subarray(frontEnd),
  };
}

/** What a wrap is bound to: role 1 is the peer's, 2 the author's own. */
export function wrapInfo(role: 1 | 2, place: Place, { author, peer }: Between, target: Buffer): Buffer {
  return Buffer.concat([Buffer.from("parlor-private-v1"), Buffer.of(role), idsOf(place), author, peer, target]);
}

export function signedBytes(front: Buffer, place: Place, { author, peer }: Between, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from("parlor-sig-v1"), sha256(front), idsOf(place), author, peer, body]);
}

/** Of fixed lengths, so that nothing can slide from one field into the next. */
function idsOf({ conversationId, clientId }: Place): Buffer {
  if (!/^[0-9a-z]{12}$/.test(conversationId) || !/^[0-9a-f-]{36}$/.test(clientId)) throw new Error("no such ids");
  return Buffer.from(conversationId + clientId);
}
