import * as fc from "fast-check";
import { expect, test } from "vitest";
import { fromBase64url, toBase64url } from "./base64url.ts";

test("SEAL-1 bytes come back as they were, whatever their number", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(toBase64url(bytes)).toBe(Buffer.from(bytes).toString("base64url"));
      expect(fromBase64url(toBase64url(bytes))).toEqual(new Uint8Array(bytes));
    }),
  );
  const long = new Uint8Array(40_000).map((_, at) => at * 7);
  expect(fromBase64url(toBase64url(long))).toEqual(long);
});

test.each(["A", "AA=", "AA==", "AB", "AAB", "A A", "AA\n", "A+", "A/", "Aé", "AAAA\u0000"])(
  "SEAL-1 %j is no spelling of anything",
  (text) => {
    expect(fromBase64url(text)).toBeUndefined();
  },
);

test("SEAL-1 no two texts are the same bytes", () => {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const spellings = Array.from(alphabet, (last) => fromBase64url(`AA${last}`)).filter((bytes) => bytes !== undefined);
  expect(new Set(spellings.map(String)).size).toBe(16);
  expect(spellings).toHaveLength(16);
});

test("SEAL-1 a length that was asked for has to be met", () => {
  expect(fromBase64url("AAAA", 3)).toHaveLength(3);
  expect(fromBase64url("AAAA", 4)).toBeUndefined();
});
