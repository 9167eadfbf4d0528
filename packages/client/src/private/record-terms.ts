import type { Milliseconds } from "@parlor/protocol";
import { toBase64url } from "./base64url.ts";
import { concat, u16, utf8, type Bytes } from "./bytes.ts";
import { asBytes, asFields, asInteger, asName, parseFields } from "./json-fields.ts";
import { multipleOf, padTo, unpad } from "./padding.ts";
import type { PublicPrekey } from "./prekey.ts";

/** The part of a record that changes, signed by the identity. */
export interface Terms {
  /** The owner's display name when it was signed. */
  readonly name: string;
  readonly prekey: PublicPrekey;
  /** Grows with every record of this card, so that an older one is known for what it is. */
  readonly seq: number;
  readonly issuedAt: Milliseconds;
  readonly expiresAt?: Milliseconds;
}

/** Terms are padded to a multiple of so many bytes, so the length of a name does not show. */
const step = 256;

/** `json`, which is signed, and `bytes`: its length (u16), itself, and zeros up to a multiple of 256. */
export function formTerms({ name, prekey, seq, issuedAt, expiresAt }: Terms): { json: Bytes; bytes: Bytes } {
  const shown = { seq: prekey.seq, key: toBase64url(prekey.key) };
  const json = utf8(JSON.stringify({ name, prekey: shown, seq, issuedAt, expiresAt }));
  return { json, bytes: padTo(multipleOf(step, 2 + json.length), concat(u16(json.length), json)) };
}

/** @throws {Refused} malformed */
export function parseTerms(bytes: Bytes): { terms: Terms; json: Bytes } {
  const { content: json } = unpad(2, bytes);
  const fields = parseFields(json);
  const expiresAt = fields.expiresAt === undefined ? {} : { expiresAt: asInteger(fields.expiresAt, 0) };
  const terms = {
    name: asName(fields.name),
    prekey: parsePrekey(fields.prekey),
    seq: asInteger(fields.seq, 1),
    issuedAt: asInteger(fields.issuedAt, 0),
    ...expiresAt,
  };
  return { terms, json };
}

/** {seq, key} as it stands in records and messages. @throws {Refused} malformed */
export function parsePrekey(value: unknown): PublicPrekey {
  const fields = asFields(value);
  return { seq: asInteger(fields.seq, 1, 0xffff_ffff), key: asBytes(fields.key, 32) };
}
