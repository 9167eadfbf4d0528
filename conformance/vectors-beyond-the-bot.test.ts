import { argon2Sync, createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Envelope } from "@parlor/protocol";
import { expect, test } from "vitest";
import { boxOpen, fromBase64url, gcmOpen, hkdf, sha256, toBase64url, u32 } from "../examples/private-bot/bytes.ts";
import { cutEnvelope, signedBytes, wrapInfo } from "../examples/private-bot/envelope.ts";
import { hpkeOpen } from "../examples/private-bot/hpke.ts";
import { isSigned, keyPair } from "../examples/private-bot/key-pair.ts";
import type vectorsFile from "../docs/private-vectors.json";

// What the bot in examples/ does without, read from docs/security.md with the bot's primitives: an author's own part of an
// envelope, phrases, records as their finder opens them, the keyring and fingerprints.

const file = join(import.meta.dirname, "../docs/private-vectors.json");
const vectors = JSON.parse(readFileSync(file, "utf8")) as typeof vectorsFile;
const { generated, phrase } = vectors.keysOfBo;
const hex = (text: string) => Buffer.from(text, "hex");
const concat = (...parts: (Buffer | string)[]) => Buffer.concat(parts.map((part) => Buffer.from(part)));
const wrapLength = 80;

function person(name: string) {
  const { signing, receiving } = name === "Ada" ? vectors.people.Ada : vectors.people.Bo;
  return {
    signing: fromBase64url(signing.public),
    receiving: keyPair("X25519", fromBase64url(receiving.private)),
  };
}

test.each(vectors.envelopes)("SEAL-19 the author opens the own part of a $kind from $from", (envelope) => {
  const [author, peer] = [person(envelope.from), person(envelope.to)];
  const { header, front, sealed } = cutEnvelope(envelope.text);
  const between = { author: author.signing, peer: peer.signing };
  const info = wrapInfo(2, envelope, between, author.receiving.public);
  const key = hpkeOpen(author.receiving, info, header, front.subarray(-wrapLength));
  const plain = gcmOpen(hkdf(key, "parlor-private-v1", "body", 32), Buffer.alloc(12), front, sealed);
  const end = 4 + plain.readUInt32BE(0);
  const body = plain.subarray(4, end);
  expect(body.toString()).toBe(envelope.bodyJson);
  expect(isSigned(author.signing, signedBytes(front, envelope, between, body), plain.subarray(end, end + 64))).toBe(
    true,
  );
});

test("PRIV-4 SEAL-19 the vectors' envelopes have the form that a server takes", () => {
  for (const { text } of vectors.envelopes) expect(Envelope.safeParse(text).success).toBe(true);
});

test.each([generated, phrase])("SEAL-19 a $is key gives the vectors' lookup and hint, and opens its record", (key) => {
  const from = (info: string, length: number) => hkdf(hex(key.secret), "parlor-private-key-v1", info, length);
  expect(toBase64url(from("lookup", 32))).toBe(key.lookup);
  expect(toBase64url(sha256(from("lookup", 32)))).toBe(key.lookupHash);
  expect(toBase64url(from("hint", 8))).toBe(key.hint);
  const record = fromBase64url(key.record.sealed);
  expect(record[0]).toBe(1);
  const plain = boxOpen(from("card", 32), Buffer.from("record-v1"), record.subarray(1));
  const [mac, card, signature] = [plain.subarray(0, 32), plain.subarray(32, 119), plain.subarray(119, 183)];
  const terms = plain.subarray(185, 185 + plain.readUInt16BE(183));
  const macOfCard = createHmac("sha256", from("mac", 32)).update(card).digest();
  expect(card.toString("hex")).toBe(key.card);
  expect(mac).toEqual(key.is === "phrase" ? macOfCard : Buffer.alloc(32));
  expect(terms.toString()).toBe(key.record.signedJson);
  expect(isSigned(card.subarray(7, 39), concat("mutable-v1", sha256(card), terms), signature)).toBe(true);
});

test("SEAL-19 a phrase is stretched to the vectors' secret", () => {
  const { normalised, phraseSalt, secret } = phrase;
  const cost = { memory: 65_536, passes: 2, parallelism: 1, tagLength: 32 };
  const nonce = fromBase64url(phraseSalt);
  expect(argon2Sync("argon2id", { message: normalised, nonce, ...cost }).toString("hex")).toBe(secret);
});

test("SEAL-19 the recovery words' bits give the login, and open an item of the keyring", () => {
  const { entropy, login, item } = vectors.recovery;
  expect(toBase64url(hkdf(hex(entropy), "parlor-recovery-v1", "login", 32))).toBe(login);
  const ring = hkdf(hex(entropy), "parlor-recovery-v1", "ring", 32);
  const plain = boxOpen(ring, concat("ring-v1", item.id, u32(item.rev)), fromBase64url(item.sealed));
  expect(JSON.parse(plain.subarray(2, 2 + plain.readUInt16BE(0)).toString())).toEqual(item.content);
});

test.each([vectors.people.Ada, vectors.people.Bo])("SEAL-19 the fingerprint $fingerprint", (of) => {
  const { signing, receiving, fingerprint } = of;
  const digest = sha256(concat("fingerprint-v1", fromBase64url(signing.public), fromBase64url(receiving.public)));
  const groups = [0, 5, 10, 15, 20, 25].map((at) => String(digest.readUIntBE(at, 5) % 100_000).padStart(5, "0"));
  expect(groups.join(" ")).toBe(fingerprint);
});
