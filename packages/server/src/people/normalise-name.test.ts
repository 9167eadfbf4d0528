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
  ["مُحَمَّد", "مُحَمَّد"],
  ["لُؤَيّ", "لُؤَيّ"],
  // Hamza, shadda and a vowel sign on one letter; NFD takes the hamza apart.
  ["رَأَّس", "رَأَّس".normalize("NFKC")],
  ["رَحْمٰن", "رَحْمٰن".normalize("NFKC")],
  ["הַשֵּׁם", "הַשֵּׁם".normalize("NFKC")],
  ["ณัฐฐินี ปิ่น", "ณัฐฐินี ปิ่น"],
  ["क्षत्रिय", "क्षत्रिय"],
  ["শ্রাবণী", "শ্রাবণী"],
  ["র‍্যাব", "র‍্যাব"],
  ["අක්‍ෂර", "අක්‍ෂර"],
  // A chillu letter as it was written before Unicode 5.1 ends in a joiner.
  ["അവന്‍", "അവന്‍"],
  ["བསྒྲུབས", "བསྒྲུབས"],
  ["လျှော့", "လျှော့"],
  ["Ngũgĩ wa Thiong’o", "Ngũgĩ wa Thiong’o"],
  ["O'Neil", "O'Neil"],
  ["O´Neil", "O’Neil"],
  ["Jean-Luc", "Jean-Luc"],
  ["L·la", "L·la"],
  ["渡邉󠄐", "渡邉󠄐"],
  ["🏴󠁧󠁢󠁥󠁮󠁧󠁿 Ada", "🏴󠁧󠁢󠁥󠁮󠁧󠁿 Ada"],
  ["Ada 🏴󠁧󠁢󠁷󠁬󠁳󠁿", "Ada 🏴󠁧󠁢󠁷󠁬󠁳󠁿"],
  ["Ada 🇳🇴", "Ada 🇳🇴"],
  ["🏳️‍🌈 Bo ❤️", "🏳️‍🌈 Bo ❤️"],
  ["1️⃣ Bo 👩🏽‍❤️‍💋‍👨🏿", "1️⃣ Bo 👩🏽‍❤️‍💋‍👨🏿"],
  ["☺︎ Bo", "☺︎ Bo"],
])("NAME-1 %j is kept as %j", (typed, kept) => {
  expect(normaliseName(typed, 32)).toBe(kept);
});

test.each([
  ["a zero-width space", "\u200B"],
  ["a byte-order mark", "\uFEFF"],
  ["a left-to-right mark", "\u200E"],
  ["a right-to-left mark", "\u200F"],
  ["an Arabic letter mark", "\u061C"],
  ["isolates, as a phone puts around a name", "\u2068\u2069"],
  ["embeddings", "\u202A\u202C"],
  ["a word joiner", "\u2060"],
  ["a soft hyphen", "\u00AD"],
  ["a joiner", "\u200D"],
  ["a non-joiner", "\u200C"],
  ["a variation selector", "\uFE0F"],
  ["tag characters", "\u{E0061}\u{E007F}"],
  ["a Hangul filler", "\u3164"],
  ["a half-width Hangul filler", "\uFFA0"],
  ["a blank Braille pattern", "\u2800"],
  ["an object's place, as rich text leaves it", "\uFFFC"],
  ["a control", "\u0000\u007F\u0085"],
  ["an Egyptian blank", "\u{13441}"],
  ["a mixture with spaces", " \u200B \u00A0\uFEFF"],
])("NAME-1 %s is removed silently at the ends of a name", (_what, invisible) => {
  for (const name of ["Ada", "سارا", "❤️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "O’Neil"]) {
    expect(normaliseName(`${name}${invisible}`, 32)).toBe(name);
    expect(normaliseName(`${invisible}${name}`, 32)).toBe(name);
    expect(normaliseName(`${invisible}${name}${invisible}${invisible}`, 32)).toBe(name);
  }
});

test.each([
  ["white space alone", " \u3000 "],
  ["a zero-width space", "A\u200Bda"],
  ["zero-width characters alone", "\u200B\u200D\u2060"],
  ["a Hangul filler", "\u3164"],
  ["a byte-order mark inside", "A\uFEFFda"],
  ["a soft hyphen inside", "A\u00ADda"],
  ["a variation selector on a letter", "A\uFE0Fda"],
  ["a selector for ideographs on a letter", "A\u{E0100}da"],
  ["a joiner between an emoji and a letter", "👩\u200Da"],
  ["a non-joiner between Latin letters", "A\u200Cda"],
  ["a code point of no version yet", "a\u0378b"],
  ["one accent twice", "a\u0301\u0301"],
  ["three accents on a letter", "a\u0301\u0302\u0303"],
  ["five vowel signs on a letter", "ب\u064E\u064F\u0650\u0651\u0652"],
  ["an accent on nothing", "\u0301Ada"],
  ["an accent on a space", "Ada \u0301"],
  ["a right-to-left override", "a\u202Eb"],
  ["an isolate", "a\u2066b"],
  ["a control", "a\u0007b"],
  ["a newline kept as a control", "a\u0000b"],
  ["private use", "a\uE000b"],
  ["a blank Braille pattern", "\u2800"],
  ["a pile of accents", "Z\u0338\u0327\u0322\u0301"],
  ["a joiner between Latin letters", "a\u200Db"],
  ["tag characters", "a\u{E0061}b"],
  ["an object's place", "A\uFFFCda"],
  ["an Egyptian blank", "A\u{13441}da"],
  ["a head of no note", "A\u{1D159}da"],
  ["a Khitan filler", "A\u{16FE4}da"],
  ["a Hangul filler inside", "A\u3164da"],
  ["a hundred consonants in one place", "\u1100".repeat(100)],
  ["a family of a hundred", "👩‍".repeat(100)],
])("NAME-1 %s is refused", (_what, typed) => {
  expect(() => normaliseName(typed, 32)).toThrowError(
    expect.objectContaining({ coded: expect.objectContaining({ code: "name_refused" }) }),
  );
});

test("NAME-1 a name has a limit in bytes too", () => {
  const family = "👨‍👩‍👧‍👦";
  expect(normaliseName(family.repeat(20), 32)).toBe(family.repeat(20));
  expect(() => normaliseName(family.repeat(21), 32)).toThrowError(/takes at most 512 bytes; this one takes 525/);
  expect(() => normaliseName(family.repeat(21), 50)).toThrowError(
    expect.objectContaining({ coded: expect.objectContaining({ code: "name_refused" }) }),
  );
});

test("NAME-1 the limit counts what a reader counts", () => {
  expect(normaliseName("👩🏽‍🚀".repeat(32), 32)).toBe("👩🏽‍🚀".repeat(32));
  expect(() => normaliseName("a".repeat(33), 32)).toThrowError(/at most 32 characters; this one has 33/);
});
