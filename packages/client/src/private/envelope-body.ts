import { toBase64url } from "./base64url.ts";
import { utf8, type Bytes } from "./bytes.ts";
import type { PublicIdentity } from "./public-identity.ts";
import { asBytes, asFields, asInteger, asName, asString, asText, parseFields } from "./json-fields.ts";
import type { PublicPrekey } from "./prekey.ts";
import { parsePrekey } from "./record-terms.ts";
import { refuse } from "./trouble.ts";

/** What a message says, under its author's signature. */
export interface EnvelopeBody {
  /** As MSG-1 allows it. */
  readonly text: string;
  /** The device it was written on: 16 hex digits, made at random once a browser. */
  readonly device: string;
  /** Counts 1, 2, 3 … per device and conversation. */
  readonly n: number;
  /** SHA-256 of the body with n - 1, base64url; "" when n is 1. */
  readonly previous: string;
  /** The author's current prekey, to seal the answer to. */
  readonly prekey: PublicPrekey;
  /** In a knock: who knocks. */
  readonly from?: { readonly identity: PublicIdentity; readonly name: string };
}

export function formBody({ text, device, n, previous, prekey, from }: EnvelopeBody): Bytes {
  const knock = from && {
    c: { s: toBase64url(from.identity.signing), k: toBase64url(from.identity.receiving) },
    name: from.name,
  };
  const p = { seq: prekey.seq, key: toBase64url(prekey.key) };
  return utf8(JSON.stringify({ t: text, d: device, n, h: previous, p, ...knock }));
}

/**
 * Reads a body strictly: each field of its type and length. Fields it does not know are ignored.
 * @throws {Refused} malformed
 */
export function parseBody(bytes: Uint8Array, isKnock: boolean): EnvelopeBody {
  const { t, d, n, h, p, c, name } = parseFields(bytes);
  const body = {
    text: asText(t),
    device: asString(d, /^[0-9a-f]{16}$/),
    n: asInteger(n, 1),
    previous: h === "" ? "" : toBase64url(asBytes(h, 32)),
    prekey: parsePrekey(p),
  };
  if ((body.n === 1) !== (body.previous === "")) return refuse("malformed");
  if (!isKnock) return body;
  const card = asFields(c);
  const identity = { signing: asBytes(card.s, 32), receiving: asBytes(card.k, 32) };
  return { ...body, from: { identity, name: asName(name) } };
}
