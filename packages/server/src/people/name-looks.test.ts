import * as fc from "fast-check";
import { expect, test } from "vitest";
import { nameLooks } from "./name-looks.ts";

function areOneName(a: string, b: string): boolean {
  const [left, right] = [nameLooks(a), nameLooks(b)];
  return left.folded === right.folded || left.shape === right.shape;
}

test.each([
  ["Ada", "ADA"],
  ["Ada", "Аda"],
  ["Ian", "lan"],
  ["Ian", "IAN"],
  ["Straße", "STRASSE"],
  ["modern", "rnodern"],
  ["O2", "02"],
  ["ΟΔΟΣ", "οδος"],
  ["scope", "ѕсоре"],
  ["é", "e\u0301"],
])("NAME-2 %s and %s are one name", (a, b) => {
  expect(areOneName(a, b)).toBe(true);
});

test.each([
  ["Ada", "Bo"],
  ["Ada", "Ada 2"],
  ["é", "e"],
  ["日本", "日木"],
  ["Ada B", "AdaB"],
])("NAME-2 %s and %s are two names", (a, b) => {
  expect(areOneName(a, b)).toBe(false);
});

test("NAME-2 upper and lower case never make a new name", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }), (name) => {
      const nfkc = name.normalize("NFKC");
      expect(nameLooks(nfkc.toUpperCase()).folded).toBe(nameLooks(nfkc.toUpperCase().toLowerCase()).folded);
    }),
  );
});
