import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sha256, toBase64url } from "../examples/private-bot/bytes.ts";
import type { Body } from "../examples/private-bot/envelope.ts";
import { keyPair } from "../examples/private-bot/key-pair.ts";
import { openEnvelope } from "../examples/private-bot/open-envelope.ts";
import { privateKey } from "../examples/private-bot/private-key.ts";
import { sealRecord, type Terms } from "../examples/private-bot/record.ts";
import { sealEnvelope } from "../examples/private-bot/seal-envelope.ts";

// docs/private-vectors.json against the bot in examples/, which was written from docs/security.md and shares no code with our client.

type Pair = { private: string };
interface Vectors {
  people: Record<"Ada" | "Bo", { signing: Pair; receiving: Pair; prekeys: [Pair] }>;
  keysOfBo: { generated: GeneratedKey };
  envelopes: Envelope[];
  refusedByBo: { why: string; conversationId: string; clientId: string; text: string }[];
}
interface GeneratedKey {
  shown: string;
  card: string;
  lookupHash: string;
  hint: string;
  cardKey: string;
  knockKey: string;
  record: { nonce: string; terms: Terms; sealed: string };
}
interface Envelope {
  kind: "message" | "knock";
  from: "Ada" | "Bo";
  to: "Ada" | "Bo";
  conversationId: string;
  clientId: string;
  bodyJson: string;
  key: string;
  ephemeralPeer: string;
  ephemeralSelf: string;
  text: string;
  hash: string;
}

const file = join(import.meta.dirname, "../docs/private-vectors.json");
const vectors = JSON.parse(readFileSync(file, "utf8")) as Vectors;
const { generated } = vectors.keysOfBo;
const hex = (text: string) => Buffer.from(text, "hex");

function person(name: "Ada" | "Bo") {
  const { signing, receiving, prekeys } = vectors.people[name];
  const pair = (curve: "Ed25519" | "X25519", of: Pair) => keyPair(curve, Buffer.from(of.private, "base64url"));
  const me = { signing: pair("Ed25519", signing), receiving: pair("X25519", receiving) };
  // Ada has no private key; any will do, since nobody knocks on her.
  const salt = name === "Bo" ? hex(generated.card).subarray(-16) : Buffer.alloc(16);
  const prekey = pair("X25519", prekeys[0]);
  return { me, key: privateKey(me, salt), prekey, prekeys: new Map([[1, prekey]]) };
}

test("SEAL-19 an implementation from the document makes the same private key and record", () => {
  const { me, key } = person("Bo");
  expect(generated).toMatchObject({
    shown: key.code,
    card: key.card.toString("hex"),
    lookupHash: key.lookupHash,
    hint: toBase64url(key.hint),
    cardKey: key.cardKey.toString("hex"),
    knockKey: key.knockKey.toString("hex"),
  });
  const { nonce, terms, sealed } = generated.record;
  expect(sealRecord(key, me.signing, terms, () => hex(nonce))).toBe(sealed);
});

test("SEAL-19 an implementation from the document opens the envelopes", () => {
  for (const { kind, from, to, text, bodyJson, hash, ...place } of vectors.envelopes) {
    const pinned = kind === "knock" ? undefined : person(from).me.signing.public;
    const opened = openEnvelope(text, place, person(to), pinned);
    expect(opened).toEqual({ body: JSON.parse(bodyJson), hash });
  }
});

test("SEAL-19 an implementation from the document seals the same envelopes, byte for byte", () => {
  const messages = vectors.envelopes.filter(({ kind }) => kind === "message");
  expect(messages.length).toBeGreaterThan(0);
  for (const { from, to, text, bodyJson, hash, key, ephemeralPeer, ephemeralSelf, ...place } of messages) {
    const { me, prekey } = person(to);
    const target = { signing: me.signing.public, prekey: { seq: 1, key: prekey.public } };
    const drawn = [key, ephemeralPeer, ephemeralSelf].map(hex);
    const body = JSON.parse(bodyJson) as Body;
    expect(sealEnvelope(place, person(from).me, target, body, () => drawn.shift() ?? hex(""))).toEqual({ text, hash });
    expect(toBase64url(sha256(Buffer.from(bodyJson)))).toBe(hash);
  }
});

test("SEAL-8 an implementation from the document opens none of those that are to be refused, nor one with a flipped bit", () => {
  const ada = person("Ada").me.signing.public;
  for (const { why, text, ...place } of vectors.refusedByBo) {
    expect(() => openEnvelope(text, place, person("Bo"), ada), why).toThrow();
  }
  for (const { to, from, text, ...place } of vectors.envelopes.slice(0, 2)) {
    const [reader, author] = [person(to), person(from).me.signing.public];
    const bytes = Buffer.from(text.slice(3), "base64url");
    // Every fifth byte falls into each part; our client's own tests take all of them (SEAL-8).
    for (let at = 0; at < bytes.length; at += 5) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
      expect(() => openEnvelope(`p1.${toBase64url(flipped)}`, place, reader, author), `byte ${at}`).toThrow();
    }
  }
});
