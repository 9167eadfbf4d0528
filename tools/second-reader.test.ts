import { argon2Sync } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { gcmOpen, hkdf, hmac, hpkeOpen, join, sha256, signatureHolds, u16, unbox, type Pair } from "./second-reader.ts";
import type vectorsFile from "../docs/private-vectors.json";

type Vectors = typeof vectorsFile;
const vectors: Vectors = JSON.parse(readFileSync(new URL("../docs/private-vectors.json", import.meta.url), "utf8"));
const b64 = (text: string): Buffer => Buffer.from(text, "base64url");
const hex = (text: string): Buffer => Buffer.from(text, "hex");
const pairOf = (pair: { private: string; public: string }): Pair => ({
  private: b64(pair.private),
  public: b64(pair.public),
});
const { generated, phrase } = vectors.keysOfBo;

type Role = 1 | 2;

/** What the peer (1) or the author (2) reads out of an envelope. */
function read(envelope: Vectors["envelopes"][number], role: Role) {
  const [author, peer] = [personOf(envelope.from), personOf(envelope.to)];
  const bytes = b64(envelope.text.slice("p1.".length));
  const isKnock = bytes[1] === 2;
  const headerLength = isKnock ? 14 : 6;
  const selfAt = headerLength + (isKnock ? 140 : 80);
  const header = bytes.subarray(0, headerLength);
  const front = bytes.subarray(0, selfAt + 80);
  let [signing, wrap] = [
    b64(author.signing.public),
    bytes.subarray(role === 1 ? headerLength : selfAt, role === 1 ? selfAt : selfAt + 80),
  ];
  if (isKnock && role === 1) {
    const box = unbox(hex(generated.knockKey), header, wrap);
    [signing, wrap] = [box.subarray(0, 32), box.subarray(32)];
  }
  const [prekey] = peer.prekeys;
  const target = pairOf(role === 1 && prekey ? prekey : author.receiving);
  const place = join(envelope.conversationId, envelope.clientId);
  const people = join(signing, b64(peer.signing.public));
  const info = join("parlor-private-v1", Buffer.of(role), place, people, target.public);
  const key = hpkeOpen(target, info, header, wrap);
  const plain = gcmOpen(
    hkdf(key, "parlor-private-v1", "body", 32),
    Buffer.alloc(12),
    front,
    bytes.subarray(selfAt + 80),
  );
  const end = 4 + plain.readUInt32BE(0);
  const body = plain.subarray(4, end);
  const signed = join("parlor-sig-v1", sha256(front), place, people, body);
  return {
    body,
    isSigned: signatureHolds(signing, signed, plain.subarray(end, end + 64)),
    padding: plain.subarray(end + 64),
    plain,
  };
}

function personOf(name: string) {
  return name === "Ada" ? vectors.people.Ada : vectors.people.Bo;
}

test("SEAL-19 a second reader, made from docs/security.md alone, opens every envelope as both of its readers", () => {
  for (const envelope of vectors.envelopes) {
    for (const role of [1, 2] as const) {
      const { body, isSigned, padding, plain } = read(envelope, role);
      expect(body.toString()).toBe(envelope.bodyJson);
      expect(sha256(body).toString("base64url")).toBe(envelope.hash);
      expect(isSigned).toBe(true);
      expect(padding.every((byte) => byte === 0) && Number.isInteger(Math.log2(plain.length))).toBe(true);
    }
  }
});

test.each([generated, phrase])(
  "SEAL-19 the second reader gets the same from a $is key, and opens its record",
  (key) => {
    const from = (info: string, length: number) => hkdf(hex(key.secret), "parlor-private-key-v1", info, length);
    expect(from("lookup", 32).toString("base64url")).toBe(key.lookup);
    expect(sha256(from("lookup", 32)).toString("base64url")).toBe(key.lookupHash);
    expect(from("hint", 8).toString("base64url")).toBe(key.hint);
    const record = b64(key.record.sealed);
    expect(record[0]).toBe(1);
    const plain = unbox(from("card", 32), Buffer.from("record-v1"), record.subarray(1));
    const [mac, card, signature] = [plain.subarray(0, 32), plain.subarray(32, 119), plain.subarray(119, 183)];
    const terms = plain.subarray(185, 185 + plain.readUInt16BE(183));
    expect(card.toString("hex")).toBe(key.card);
    expect(mac).toEqual(key.is === "phrase" ? hmac(from("mac", 32), card) : Buffer.alloc(32));
    expect(terms.toString()).toBe(key.record.signedJson);
    expect(signatureHolds(card.subarray(7, 39), join("mutable-v1", sha256(card), terms), signature)).toBe(true);
  },
);

test("SEAL-19 the second reader writes the same digits, and stretches the same phrase", () => {
  const number = (1n << 125n) | (BigInt(`0x${sha256(hex(generated.card)).subarray(0, 16).toString("hex")}`) >> 3n);
  const digits = (value: bigint, count: number) =>
    Array.from(
      { length: count },
      (_, at) => "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[Number((value >> BigInt(5 * (count - 1 - at))) & 31n)],
    ).join("");
  expect(digits(number, 26) + digits(number % 1021n, 2)).toBe(generated.code);
  const { normalised, phraseSalt, secret } = phrase;
  const cost = { memory: 65_536, passes: 2, parallelism: 1, tagLength: 32 };
  expect(argon2Sync("argon2id", { message: normalised, nonce: b64(phraseSalt), ...cost }).toString("hex")).toBe(secret);
});

test("SEAL-19 the second reader opens the keyring, and tells the same fingerprints", () => {
  const { entropy, login, item } = vectors.recovery;
  expect(hkdf(hex(entropy), "parlor-recovery-v1", "login", 32).toString("base64url")).toBe(login);
  const aad = join("ring-v1", item.id, u16(0), u16(item.rev));
  const plain = unbox(hkdf(hex(entropy), "parlor-recovery-v1", "ring", 32), aad, b64(item.sealed));
  expect(JSON.parse(plain.subarray(2, 2 + plain.readUInt16BE(0)).toString())).toEqual(item.content);
  for (const { signing, receiving, fingerprint } of [vectors.people.Ada, vectors.people.Bo]) {
    const digest = sha256(join("fingerprint-v1", b64(signing.public), b64(receiving.public)));
    const groups = [0, 5, 10, 15, 20, 25].map((at) => String(digest.readUIntBE(at, 5) % 100_000).padStart(5, "0"));
    expect(groups.join(" ")).toBe(fingerprint);
  }
});
