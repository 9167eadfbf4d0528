import { privateLimits } from "@parlor/protocol/limits";
import { box, unbox } from "./aes-gcm.ts";
import { fromBase64url, toBase64url } from "./base64url.ts";
import { concat, equalBytes, isAllZero, sha256, utf8, type Bytes } from "./bytes.ts";
import { cardLength, cardSecret, parseCard, type Card } from "./card.ts";
import { systemChance, type Chance } from "./chance.ts";
import type { Identity } from "./identity.ts";
import { importPublicKey } from "./key-pair.ts";
import type { KeySecrets } from "./key-secrets.ts";
import { outcome, present, refuse, type Outcome } from "./trouble.ts";
import { formTerms, parseTerms, type Terms } from "./record-terms.ts";

const version = 1;
const aad = utf8("record-v1");
const macLength = 32;
const signatureLength = 64;

/** What a private key opened. */
export interface OpenedRecord {
  readonly card: Card;
  /** SHA-256(card), base64url: names the card in what a device remembers of it. */
  readonly cardHash: string;
  readonly terms: Terms;
}

/** What a device remembers of a card: the highest of each it has seen. */
export type SeenTerms = Pick<Terms, "seq"> & { readonly prekeySeq: number };

export interface RecordParts {
  readonly secrets: KeySecrets;
  readonly card: Card;
  readonly identity: Identity;
  readonly terms: Terms;
}

/** The record the server keeps of a private key: base64url, for `private.create` and `private.refresh`. */
export function sealRecord(parts: RecordParts): Promise<string> {
  return sealRecordWith(systemChance, parts);
}

export async function sealRecordWith(chance: Chance, { secrets, card, identity, terms }: RecordParts): Promise<string> {
  const padded = formTerms(terms);
  const [mac, signature] = await Promise.all([
    secrets.key.is === "phrase" ? crypto.subtle.sign("HMAC", secrets.mac, card.bytes) : new ArrayBuffer(macLength),
    crypto.subtle.sign("Ed25519", identity.signing.privateKey, await signed(card, padded.json)),
  ]);
  const plain = concat(new Uint8Array(mac), card.bytes, new Uint8Array(signature), padded.bytes);
  return toBase64url(concat(Uint8Array.of(version), await box(chance, secrets.card, aad, plain)));
}

/**
 * Opens what `private.find` answered, and refuses everything that its owner did not make for this very key.
 * Troubles: malformed, newer, tampered (another key's), mismatch (another card), bad_signature, weak_key, expired, rolled_back.
 *
 * @param now in milliseconds; the server's clock where it is known
 * @param seenOf what the device remembers of this card; leave out only where it remembers none
 */
export function openRecord(
  record: string,
  secrets: KeySecrets,
  now: number,
  seenOf?: (cardHash: string) => SeenTerms | undefined | Promise<SeenTerms | undefined>,
): Promise<Outcome<OpenedRecord>> {
  return outcome(async () => {
    const { plain, card } = await openCard(record, secrets);
    const signature = plain.slice(macLength + cardLength, macLength + cardLength + signatureLength);
    const { terms, json } = parseTerms(plain.slice(macLength + cardLength + signatureLength));
    const signer = await importPublicKey("Ed25519", card.identity.signing);
    const holds = await crypto.subtle.verify("Ed25519", signer, signature, await signed(card, json));
    if (!holds) return refuse("bad_signature");
    if (terms.expiresAt !== undefined && terms.expiresAt <= now) return refuse("expired");
    const cardHash = toBase64url(await sha256(card.bytes));
    const seen = await seenOf?.(cardHash);
    if (seen && (terms.seq < seen.seq || terms.prekey.seq < seen.prekeySeq)) return refuse("rolled_back");
    return { card, cardHash, terms };
  });
}

async function openCard(record: string, secrets: KeySecrets): Promise<{ plain: Bytes; card: Card }> {
  if (record.length > privateLimits.keyRecord) return refuse("malformed");
  const bytes = present(fromBase64url(record), "malformed");
  if (bytes[0] !== version) return refuse(bytes.length === 0 ? "malformed" : "newer");
  const plain = await unbox(secrets.card, aad, bytes.slice(1));
  if (plain.length < macLength + cardLength + signatureLength) return refuse("malformed");
  const mac = plain.slice(0, macLength);
  const card = parseCard(plain.slice(macLength, macLength + cardLength));
  return (await isOf(card, mac, secrets)) ? { plain, card } : refuse("mismatch");
}

/** A generated key is a hash of its card. A phrase is not, so the owner proves by a MAC that they knew it when the record was made. */
async function isOf(card: Card, mac: Bytes, { key, mac: macKey }: KeySecrets): Promise<boolean> {
  if (key.is === "phrase") return crypto.subtle.verify("HMAC", macKey, mac, card.bytes);
  return isAllZero(mac) && equalBytes(await cardSecret(card), key.secret);
}

async function signed(card: Card, json: Bytes): Promise<Bytes> {
  return concat(utf8("mutable-v1"), await sha256(card.bytes), json);
}
