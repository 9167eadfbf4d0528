import * as fc from "fast-check";
import { expect, test } from "vitest";
import { nameLooks } from "./name-looks.ts";
import table from "./unicode-table.json" with { type: "json" };

function areOneName(a: string, b: string): boolean {
  const [left, right] = [nameLooks(a), nameLooks(b)];
  return left.folded === right.folded || left.shape === right.shape || left.reading === right.reading;
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
  // New in Unicode 16: a Latin capital lambda.
  ["Ꟛda", "Λda"],
  // Greek, Cyrillic, Cherokee, Lisu and mathematical capitals in the place of Latin ones, for a name in any case.
  ["Εva", "EVA"],
  ["Εva", "eva"],
  ["ꓮda", "ada"],
  ["ᎪDA", "Ada"],
  ["𝐀da", "Ada"],
  ["A1ice", "Alice"],
  ["ALlCE", "Alice"],
  ["AL1CE", "alice"],
  ["AL|CE", "Alice"],
  ["caroI", "Carol"],
  ["BiII", "bill"],
  ["lAN", "Ian"],
  ["MODERN", "rnodern"],
  ["B0B", "bob"],
  ["O'Neil", "O’Neil"],
  ["O'Neil", "Oʼneil"],
  ["Jean-Luc", "Jean‐Luc"],
  // A joiner shows between some letters only, and a selector hardly anywhere.
  ["می‌خواهم", "میخواهم"],
  ["❤️", "❤"],
  ["👩\u200D🐱", "👩🐱"],
])("NAME-2 %s and %s are one name", (a, b) => {
  expect(areOneName(a, b)).toBe(true);
});

test.each([
  ["Ada", "Bo"],
  ["Ada", "Ada 2"],
  ["é", "e"],
  ["日本", "日木"],
  ["Ada B", "AdaB"],
  ["Ian", "Lan"],
  ["IAN", "LAN"],
  ["Mia", "Mla"],
  ["MIA", "MLA"],
  ["Ilya", "Llya"],
  ["Al", "Ai"],
  ["Ngũgĩ", "Ngugi"],
  ["مُحَمَّد", "مُحَمَّدي"],
  ["🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"],
  ["🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴"],
  ["👩\u200D🚀", "👩🚀"],
  ["🇳🇴", "🇮🇸"],
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

test("NAME-2 what looks like a character has the looks of it, for the whole table", () => {
  const pairs = table.confusables.flatMap((line) => line.split(" "));
  expect(pairs.length).toBeGreaterThan(2_500);
  for (const pair of pairs) {
    const [from = "", ...to] = pair;
    expect(areOneName(`x${from}x`, `x${to.join("")}x`), pair).toBe(true);
  }
});
