import * as fc from "fast-check";
import { expect, test } from "vitest";
import { cardSecret, makeCard } from "./card.ts";
import { makeIdentity, publicIdentity } from "./identity.ts";
import { alphabet, decodeKey, encodeKey, formatKey } from "./private-key.ts";
import { readKey } from "./read-key.ts";
import type { Bytes } from "./bytes.ts";

/** 125 bits, as `cardSecret` gives them. */
const secrets = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .map((bytes): Bytes => Uint8Array.from(bytes, (byte, at) => (at === 15 ? byte & 0xf8 : byte)));

test("SEAL-2 a key says 125 bits of the hash of its card, and reads back", async () => {
  const { identity } = await makeIdentity();
  const secret = await cardSecret(makeCard(publicIdentity(identity)));
  const code = encodeKey(secret);
  expect(code).toMatch(/^1[0-9A-HJKMNP-TV-Z]{27}$/);
  expect(formatKey(code)).toMatch(/^(.{4}-){6}.{4}$/);
  expect(readKey(formatKey(code))).toEqual({ is: "key", code, secret });
});

test("SEAL-2 one identity has as many keys as it has cards", async () => {
  const shown = publicIdentity((await makeIdentity()).identity);
  const codes = await Promise.all(Array.from({ length: 20 }, async () => encodeKey(await cardSecret(makeCard(shown)))));
  expect(new Set(codes).size).toBe(20);
});

test("SEAL-2 every secret reads back", () => {
  fc.assert(
    fc.property(secrets, (secret) => {
      expect(decodeKey(encodeKey(secret))).toEqual({ version: 1, secret });
    }),
  );
});

test("SEAL-2 each wrong digit is found, at each place", () => {
  fc.assert(
    fc.property(secrets, (secret) => {
      const code = encodeKey(secret);
      for (let at = 0; at < code.length; at++) {
        for (const digit of alphabet) {
          const typed = code.slice(0, at) + digit + code.slice(at + 1);
          if (typed !== code) expect(readKey(typed)).toEqual({ is: "typo", what: "check" });
        }
      }
    }),
    { numRuns: 25 },
  );
});

test("SEAL-2 any two neighbours exchanged are found", () => {
  fc.assert(
    fc.property(secrets, (secret) => {
      const code = encodeKey(secret);
      for (let at = 0; at + 1 < code.length; at++) {
        const typed = code.slice(0, at) + code.charAt(at + 1) + code.charAt(at) + code.slice(at + 2);
        if (typed !== code) expect(readKey(typed)).toEqual({ is: "typo", what: "check" });
      }
    }),
    { numRuns: 200 },
  );
});
