import * as fc from "fast-check";
import { expect, test } from "vitest";
import { messageText } from "./testing/message-text.ts";
import { opened, opening, place, sealed, someone, value } from "./testing/people.ts";

test("SEAL-7 a knock opens for the key's owner and for its author", async () => {
  const [ada, bo] = await Promise.all([someone("Ada"), someone("Bo")]);
  const knock = { secrets: bo.secrets, name: "Ada" };
  const { text, hash } = await sealed(ada, bo, "Hello, Bo!", { knock });
  const there = value(await opened(text, opening(bo, undefined)));
  expect(there).toMatchObject({ text: "Hello, Bo!", n: 1, hash, hint: bo.secrets.hint });
  expect(there.from).toEqual({ identity: ada.shown, name: "Ada" });
  // On another device of Ada's: no private key of Bo's is needed there.
  const here = value(await opened(text, opening(ada, bo, { by: "self", secrets: () => undefined })));
  expect(here).toEqual(there);
});

test("SEAL-7 a message opens for the peer and for its author", async () => {
  const [ada, bo] = await Promise.all([someone("Ada"), someone("Bo")]);
  const { text, hash } = await sealed(ada, bo, "Hello again");
  const there = value(await opened(text, opening(bo, ada)));
  expect(there).toMatchObject({ text: "Hello again", hash });
  expect(there.hint).toBeUndefined();
  expect(value(await opened(text, opening(ada, bo, { by: "self" })))).toEqual(there);
});

test("SEAL-7 any text that a channel takes comes through exactly", { timeout: 120_000 }, async () => {
  const [ada, bo] = await Promise.all([someone("Ada"), someone("Bo")]);
  await fc.assert(
    fc.asyncProperty(messageText, fc.boolean(), async (text, isKnock) => {
      const envelope = await sealed(ada, bo, text, isKnock ? { knock: { secrets: bo.secrets, name: "Ada" } } : {});
      expect(envelope.text).toMatch(/^p1\.[\w-]{240,45000}$/);
      expect(value(await opened(envelope.text, opening(bo, ada))).text).toBe(text);
      expect(value(await opened(envelope.text, opening(ada, bo, { by: "self" }))).text).toBe(text);
    }),
    { numRuns: 150 },
  );
});

test("SEAL-7 the longest texts there are fit into an envelope, in a knock with the longest name too", async () => {
  const [ada, bo] = await Promise.all([someone("Ada"), someone("Bo")]);
  const knock = { secrets: bo.secrets, name: "語".repeat(512) };
  for (const text of ["\u0001".repeat(3_999) + "x", '"'.repeat(4_000), "語".repeat(4_000), "👋".repeat(2_000)]) {
    const envelope = await sealed(ada, bo, text, { knock });
    expect(envelope.text.length).toBeLessThanOrEqual(45_000);
    expect(value(await opened(envelope.text, opening(bo, undefined))).text).toBe(text);
  }
});

test("SEAL-7 the same text is another envelope each time", async () => {
  const [ada, bo] = await Promise.all([someone("Ada"), someone("Bo")]);
  const texts = await Promise.all(Array.from({ length: 20 }, async () => (await sealed(ada, bo, "same")).text));
  expect(new Set(texts.map((text) => text.slice(12, 60))).size).toBe(20);
  expect(new Set(texts.map((text) => text.slice(-60))).size).toBe(20);
});

test("SEAL-14 of its text an envelope shows no more than the next power of two", { timeout: 120_000 }, async () => {
  const [ada, bo] = await Promise.all([someone("Ada"), someone("Bo")]);
  const sizes = new Map<number, number>();
  for (let length = 1; length <= 4_000; length = length < 4_000 ? Math.min(4_000, Math.ceil(length * 1.3)) : 4_001) {
    const { text } = await sealed(ada, bo, "x".repeat(length));
    const bytes = Buffer.from(text.slice(3), "base64url").length;
    const padded = bytes - 182;
    expect(Math.log2(padded) % 1).toBe(0);
    sizes.set(padded, length);
  }
  expect(Array.from(sizes.keys())).toEqual([256, 512, 1024, 2048, 4096, 8192]);
  const short = ["a", "no", "Yes, of course.", "ß"].map(async (text) => (await sealed(ada, bo, text)).text.length);
  expect(new Set(await Promise.all(short)).size).toBe(1);
  const inKnock = { place, knock: { secrets: bo.secrets, name: "Ada" } };
  const { text } = await sealed(ada, bo, "hi", inKnock);
  expect(Buffer.from(text.slice(3), "base64url")).toHaveLength(250 + 512);
});
