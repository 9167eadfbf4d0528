import { toBase64url } from "./base64url.ts";
import { importIdentity, type IdentitySecret } from "./identity.ts";
import type { PublicIdentity } from "./public-identity.ts";
import { asBytes, asFields, asInteger, asString, type Fields } from "./json-fields.ts";
import type { KeptPeer, KeptPrekey, KeptPrivateKey } from "./kept.ts";
import type { KeyPairSecret } from "./key-pair.ts";
import { importPrekey } from "./prekey.ts";
import type { PrivateKey } from "./private-key.ts";
import { parsePrekey } from "./record-terms.ts";
import { Refused, refuse } from "./trouble.ts";

/** What the keyring's items say (docs/security.md, "The keyring"). All of these readers throw Refused: malformed, mismatch. */

export function keyContent(key: KeptPrivateKey): object {
  const { keyId, code, label, card, createdAt, expiresAt, uses, isRetired, isVoid } = key;
  return {
    keyId,
    code,
    label,
    ...secretContent(key.key),
    card: toBase64url(card),
    createdAt,
    expiresAt,
    uses,
    isRetired,
    isVoid,
  };
}

export function readKeyContent(fields: Fields): KeptPrivateKey {
  return {
    keyId: asString(fields.keyId, /^[0-9a-f-]{36}$/),
    code: asString(fields.code, /./u),
    label: asString(fields.label, /^/u),
    key: readSecret(fields),
    card: asBytes(fields.card, 87),
    createdAt: asInteger(fields.createdAt, 0),
    ...(fields.expiresAt !== undefined && { expiresAt: asInteger(fields.expiresAt, 0) }),
    ...(fields.uses !== undefined && { uses: asInteger(fields.uses, 1) }),
    ...(fields.isRetired === true && { isRetired: true }),
    ...(fields.isVoid === true && { isVoid: true }),
  };
}

export function peerContent({ id, pinned, prekey, past, knock, introduce, through }: KeptPeer): object {
  return {
    id,
    pinned: identityContent(pinned),
    prekey: { seq: prekey.seq, key: toBase64url(prekey.key) },
    past: past.map(({ identity, until }) => ({ ...identityContent(identity), until })),
    ...(knock && { knock: secretContent(knock) }),
    introduce,
    through,
  };
}

export function readPeerContent(fields: Fields): KeptPeer {
  const past: unknown = fields.past;
  return {
    id: asString(fields.id, /^[0-9a-z]{12}$/),
    pinned: readIdentity(fields.pinned),
    prekey: parsePrekey(fields.prekey),
    past: Array.isArray(past) ? past.map(readPast) : refuse("malformed"),
    ...(fields.knock !== undefined && { knock: readSecret(asFields(fields.knock)) }),
    ...(fields.introduce === true && { introduce: true }),
    ...(fields.through !== undefined && { through: asString(fields.through, /^[0-9a-f-]{36}$/) }),
  };
}

export function prekeyContent(seq: number, secret: KeyPairSecret, at: number): object {
  return { seq, secret, at };
}

export async function readPrekeyContent(fields: Fields): Promise<KeptPrekey> {
  const imported = await importPrekey(asInteger(fields.seq, 1), readPair(fields.secret));
  if (!imported.ok) throw new Refused(imported.trouble);
  return { prekey: imported.value, at: asInteger(fields.at, 0) };
}

export async function readIdentityContent(fields: Fields) {
  const secret: IdentitySecret = { signing: readPair(fields.signing), receiving: readPair(fields.receiving) };
  const imported = await importIdentity(secret);
  if (!imported.ok) throw new Refused(imported.trouble);
  return imported.value;
}

function identityContent({ signing, receiving }: PublicIdentity): { s: string; k: string } {
  return { s: toBase64url(signing), k: toBase64url(receiving) };
}

function readIdentity(value: unknown): PublicIdentity {
  const fields = asFields(value);
  return { signing: asBytes(fields.s, 32), receiving: asBytes(fields.k, 32) };
}

function readPast(value: unknown): KeptPeer["past"][number] {
  return { identity: readIdentity(value), until: asInteger(asFields(value).until, 0) };
}

function secretContent({ is, secret }: PrivateKey): object {
  return { is, secret: toBase64url(secret) };
}

function readSecret(fields: Fields): PrivateKey {
  if (fields.is === "generated") return { is: "generated", secret: asBytes(fields.secret, 16) };
  if (fields.is === "phrase") return { is: "phrase", secret: asBytes(fields.secret, 32) };
  return refuse("malformed");
}

function readPair(value: unknown): KeyPairSecret {
  const fields = asFields(value);
  const bytes = /^[\w-]{43}$/;
  return { private: asString(fields.private, bytes), public: asString(fields.public, bytes) };
}
