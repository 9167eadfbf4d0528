import { expect, test } from "vitest";
import { toBase64url } from "./base64url.ts";
import { concat, utf8 } from "./bytes.ts";
import { systemChance } from "./chance.ts";
import { contentKey, sealContent } from "./envelope-content.ts";
import { sealEnvelope } from "./envelope-seal.ts";
import { formHeader, wrapInfo } from "./envelope-layout.ts";
import { wrapKey } from "./hpke.ts";
import { decrypt, encrypt } from "./aes-gcm.ts";
import { makePrekey, publicPrekey } from "./prekey.ts";
import { codeOf, opened, opening, place, sealed, sealing, someone, value, type SomeOne } from "./testing/people.ts";

const other = { conversationId: "zyxwvtsrqpnm", clientId: "019a0000-0000-7000-8000-000000000002" };

test("SEAL-9 an envelope opens in no other conversation and under no other clientId", async () => {
  const [ada, bo] = await Promise.all([someone("Ada"), someone("Bo")]);
  for (const over of [{}, { knock: { secrets: bo.secrets, name: "Ada" } }]) {
    const { text } = await sealed(ada, bo, "Only here", over);
    for (const moved of [{ conversationId: other.conversationId }, { clientId: other.clientId }]) {
      const elsewhere = { place: { ...place, ...moved } };
      expect(await codeOf(opened(text, opening(bo, ada, elsewhere)))).toBe("tampered");
      expect(await codeOf(opened(text, opening(ada, bo, { ...elsewhere, by: "self" })))).toBe("tampered");
    }
  }
});

test("SEAL-9 what one wrote does not come back as the other's word, in either direction", async () => {
  const [ada, bo] = await Promise.all([someone("Ada"), someone("Bo")]);
  for (const over of [{}, { knock: { secrets: bo.secrets, name: "Ada" } }]) {
    const { text } = await sealed(ada, bo, "I owe you a coffee", over);
    // To Bo as Bo's own; to Ada as Bo's, even where each knows every key there is.
    expect(await codeOf(opened(text, opening(bo, ada, { by: "self" })))).toBe("tampered");
    const all = { prekey: () => ada.prekey, secrets: () => bo.secrets };
    expect(await codeOf(opened(text, opening(ada, bo, all)))).toBe("tampered");
  }
});

test("SEAL-9 one's own knock does not come back as another's", async () => {
  const ada = await someone("Ada");
  const { text } = await sealed(ada, ada, "To myself", { knock: { secrets: ada.secrets, name: "Ada" } });
  expect(await codeOf(opened(text, opening(ada, undefined)))).toBe("mismatch");
});

test("SEAL-9 nobody else can read it, whatever else they hold", async () => {
  const [ada, bo, eve] = await Promise.all([someone("Ada"), someone("Bo"), someone("Eve")]);
  const { text } = await sealed(ada, bo, "For Bo", { knock: { secrets: bo.secrets, name: "Ada" } });
  // Eve has Bo's private key, as every friend of his does: the knock's box opens, what is in it does not.
  expect(await codeOf(opened(text, opening(eve, ada, { secrets: () => bo.secrets })))).toBe("tampered");
  expect(await codeOf(opened(text, opening(eve, ada)))).toBe("no_key");
  expect(await codeOf(opened(text, opening(eve, bo, { by: "self" })))).toBe("tampered");
});

test("SEAL-9 without the prekey, the private key or the peer's identity it stays closed", async () => {
  const [ada, bo] = await Promise.all([someone("Ada"), someone("Bo")]);
  const message = await sealed(ada, bo, "Hello");
  expect(await codeOf(opened(message.text, opening(bo, ada, { prekey: () => undefined })))).toBe("no_key");
  expect(await codeOf(opened(message.text, opening(bo, undefined)))).toBe("no_key");
  expect(await codeOf(opened(message.text, opening(ada, undefined, { by: "self" })))).toBe("no_key");
  const knock = await sealed(ada, bo, "Hello", { knock: { secrets: bo.secrets, name: "Ada" } });
  expect(await codeOf(opened(knock.text, opening(bo, undefined, { secrets: () => undefined })))).toBe("no_key");
  const wrongKey = { secrets: () => ada.secrets };
  expect(await codeOf(opened(knock.text, opening(bo, undefined, wrongKey)))).toBe("tampered");
  const wrongPrekey = (await makePrekey(1)).prekey;
  expect(await codeOf(opened(message.text, opening(bo, ada, { prekey: () => wrongPrekey })))).toBe("tampered");
});

test("SEAL-9 a whole knock of another identity than those trusted is told apart, and not handed on", async () => {
  const [ada, bo, mallory] = await Promise.all([someone("Ada"), someone("Bo"), someone("Mallory")]);
  const { text } = await sealed(mallory, bo, "It is me, Ada", { knock: { secrets: bo.secrets, name: "Ada" } });
  const outcome = await opened(text, opening(bo, ada));
  expect(outcome).toEqual({ ok: false, trouble: { code: "changed", identity: mallory.shown, name: "Ada" } });
  expect(await codeOf(opened(text, opening(bo, undefined)))).toBe("ok");
  expect(await codeOf(opened(text, opening(bo, ada, { peers: [mallory.shown, ada.shown] })))).toBe("ok");
});

test("SEAL-9 history of an identity before opens beside the newer one's", async () => {
  const [before, now, bo] = await Promise.all([someone("Ada"), someone("Ada"), someone("Bo")]);
  const old = await sealed(before, bo, "old");
  const own = await sealed(bo, before, "to the old one");
  const peers = [now.shown, before.shown];
  expect(value(await opened(old.text, opening(bo, now, { peers }))).text).toBe("old");
  expect(value(await opened(own.text, opening(bo, now, { peers, by: "self" }))).text).toBe("to the old one");
});

/** An envelope as an author would make it who signs anything they like: `body` and `signer` are free. */
async function forged(from: SomeOne, to: SomeOne, body: string, over: { signer?: SomeOne; tail?: number } = {}) {
  const [sender, peer] = [from.shown.signing, to.shown.signing];
  const header = formHeader({ prekeySeq: to.prekey.seq });
  const key = systemChance.bytes(32);
  const wraps = await Promise.all(
    (
      [
        ["peer", publicPrekey(to.prekey).key],
        ["self", from.shown.receiving],
      ] as const
    ).map(([role, target]) => wrapKey({ target, info: wrapInfo(role, place, sender, peer, target), aad: header }, key)),
  );
  const front = concat(header, ...wraps);
  const content = await contentKey(key);
  const signer = (over.signer ?? from).identity.signing;
  const sealedBody = await sealContent(content, front, { place, sender, peer }, utf8(body), signer);
  const plain = await decrypt(content, new Uint8Array(12), front, sealedBody);
  plain[plain.length - 1] = over.tail ?? 0;
  return `p1.${toBase64url(concat(front, await encrypt(content, new Uint8Array(12), front, plain)))}`;
}

test("SEAL-9 an author is who signed", async () => {
  const [ada, bo, mallory] = await Promise.all([someone("Ada"), someone("Bo"), someone("Mallory")]);
  const body = JSON.stringify({
    t: "hi",
    d: ada.device,
    n: 1,
    h: "",
    p: { seq: 1, key: toBase64url(ada.prekey.pair.bytes) },
  });
  expect(await codeOf(opened(await forged(ada, bo, body), opening(bo, ada)))).toBe("ok");
  const text = await forged(ada, bo, body, { signer: mallory });
  expect(await codeOf(opened(text, opening(bo, ada)))).toBe("bad_signature");
  expect(await codeOf(opened(text, opening(ada, bo, { by: "self" })))).toBe("bad_signature");
});

test("SEAL-14 padding that is not zero is refused", async () => {
  const [ada, bo] = await Promise.all([someone("Ada"), someone("Bo")]);
  const body = JSON.stringify({
    t: "hi",
    d: ada.device,
    n: 1,
    h: "",
    p: { seq: 1, key: toBase64url(ada.prekey.pair.bytes) },
  });
  expect(await codeOf(opened(await forged(ada, bo, body, { tail: 1 }), opening(bo, ada)))).toBe("malformed");
  expect(await codeOf(opened(await forged(ada, bo, body, { tail: 0 }), opening(bo, ada)))).toBe("ok");
});

test("SEAL-15 a body is read strictly, even when its author signed it; what is unknown in it is ignored", async () => {
  const [ada, bo] = await Promise.all([someone("Ada"), someone("Bo")]);
  const p = { seq: 1, key: toBase64url(ada.prekey.pair.bytes) };
  const good = { t: "hi", d: ada.device, n: 1, h: "", p };
  const hash = "A".repeat(43);
  const judge = async (body: string) => codeOf(opened(await forged(ada, bo, body), opening(bo, ada)));
  expect(await judge(JSON.stringify({ ...good, later: { x: 1 } }))).toBe("ok");
  expect(await judge(JSON.stringify({ ...good, n: 2, h: hash }))).toBe("ok");
  const wrong: unknown[] = [
    null,
    [],
    "hi",
    {},
    { ...good, t: "" },
    { ...good, t: "   " },
    { ...good, t: 1 },
    { ...good, t: "a\0b" },
    { ...good, t: "\ud800" },
    { ...good, t: "x".repeat(4_001) },
    { ...good, d: ada.device.toUpperCase().replaceAll(/\d/g, "A") },
    { ...good, d: ada.device.slice(1) },
    { ...good, n: 0 },
    { ...good, n: 1.5 },
    { ...good, n: "1" },
    { ...good, n: 2 },
    { ...good, h: hash },
    { ...good, n: 2, h: hash.slice(1) },
    { ...good, n: 2, h: `${hash.slice(1)}B` },
    { ...good, p: { seq: 0, key: p.key } },
    { ...good, p: { seq: 2 ** 32, key: p.key } },
    { ...good, p: { seq: 1, key: p.key.slice(1) } },
    { ...good, p: undefined },
  ];
  for (const body of wrong) expect([body, await judge(JSON.stringify(body))]).toEqual([body, "malformed"]);
  for (const body of ["", "{", "{}x", `\ufeff${JSON.stringify(good)}`]) expect(await judge(body)).toBe("malformed");
});

test("SEAL-15 what no reader would take is not sealed", async () => {
  const [ada, bo] = await Promise.all([someone("Ada"), someone("Bo")]);
  const judge = (text: string, over = {}) => codeOf(sealEnvelope(sealing(ada, bo, text, over)));
  expect(await judge("")).toBe("malformed");
  expect(await judge("x".repeat(4_001))).toBe("malformed");
  expect(await judge("\udc00")).toBe("malformed");
  expect(await judge("hi", { knock: { secrets: bo.secrets, name: " " } })).toBe("malformed");
  expect(await judge("hi", { place: { ...place, conversationId: "short" } })).toBe("malformed");
  expect(await judge("hi", { place: { ...place, clientId: place.clientId.toUpperCase().replace("0", "G") } })).toBe(
    "malformed",
  );
});

test("SEAL-4 a message to a low-order prekey is not sealed", async () => {
  const [ada, bo] = await Promise.all([someone("Ada"), someone("Bo")]);
  const peer = { identity: bo.shown, prekey: { seq: 1, key: new Uint8Array(32) } };
  expect(await codeOf(sealEnvelope(sealing(ada, bo, "hi", { peer })))).toBe("weak_key");
});
