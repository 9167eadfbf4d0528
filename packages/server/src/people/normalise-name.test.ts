import { expect, test } from "vitest";
import { normaliseName } from "./normalise-name.ts";

test.each([
  ["Ada", "Ada"],
  ["  Ada \t Lovelace ", "Ada Lovelace"],
  ["Ａｄａ", "Ada"],
  ["e\u0301va", "éva"],
  ["👨‍👩‍👧 family", "👨‍👩‍👧 family"],
  ["می‌خواهم", "می‌خواهم"],
  ["ကျွန်ုပ်", "ကျွန်ုပ်"],
  ["Nguyễn Thị Ánh", "Nguyễn Thị Ánh"],
])("NAME-1 %j is kept as %j", (typed, kept) => {
  expect(normaliseName(typed, 32)).toBe(kept);
});

test.each([
  ["white space alone", " \u3000 "],
  ["a zero-width space", "A\u200Bda"],
  ["zero-width characters alone", "\u200B\u200D\u2060"],
  ["a Hangul filler", "\u3164"],
  ["a right-to-left override", "a\u202Eb"],
  ["an isolate", "a\u2066b"],
  ["a control", "a\u0007b"],
  ["a newline kept as a control", "a\u0000b"],
  ["private use", "a\uE000b"],
  ["a blank Braille pattern", "\u2800"],
  ["a pile of accents", "Z\u0338\u0327\u0322\u0301"],
  ["a joiner between Latin letters", "a\u200Db"],
  ["tag characters", "a\u{E0061}"],
  ["an object's place", "Ada\uFFFC"],
  ["an Egyptian blank", "Ada\u{13441}"],
  ["a head of no note", "Ada\u{1D159}"],
  ["a Khitan filler", "Ada\u{16FE4}"],
  ["a hundred consonants in one place", "\u1100".repeat(100)],
  ["a family of a hundred", "👩‍".repeat(100)],
])("NAME-1 %s is refused", (_what, typed) => {
  expect(() => normaliseName(typed, 32)).toThrowError(
    expect.objectContaining({ coded: expect.objectContaining({ code: "name_refused" }) }),
  );
});

test("NAME-1 the limit counts what a reader counts", () => {
  expect(normaliseName("👩🏽‍🚀".repeat(32), 32)).toBe("👩🏽‍🚀".repeat(32));
  expect(() => normaliseName("a".repeat(33), 32)).toThrowError(/at most 32 characters; this one has 33/);
});
