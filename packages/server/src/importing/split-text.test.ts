import fc from "fast-check";
import { expect, test } from "vitest";
import { splitText } from "./split-text.ts";

test.each([
  ["a line end", `${"x".repeat(3_500)}\n${"y z ".repeat(500)}`, 3_501],
  ["a blank", `${"x".repeat(3_800)} ${"y".repeat(900)}`, 3_801],
  ["any place without one", "x".repeat(4_100), 4_000],
  ["the start of a family", `${"x".repeat(3_998)}👩‍👩‍👧‍👦${"y".repeat(100)}`, 3_998],
  ["the place before a blank with an accent of its own", `${"x".repeat(3_995)} \u0301${"y".repeat(100)}`, 4_000],
  ["a code point's end within one endless grapheme", `x${"\u{1D165}".repeat(4_000)}`, 3_999],
])("IMP-2 a long text is cut at %s", (_, text, at) => {
  const pieces = splitText(text, 4_000);
  expect(pieces[0]).toHaveLength(at);
  expect(pieces.join("")).toBe(text);
});

test("IMP-2 whatever the text, its pieces are well-formed, short enough, not empty, and joined the text", () => {
  const unit = fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom(" ", "\n", "\r\n", "\u0301", "\u200D", "🏳️‍🌈"));
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 200 }), fc.integer({ min: 4, max: 40 }), (units, most) => {
      const text = units.join("");
      const pieces = splitText(text, most);
      expect(pieces.join("")).toBe(text);
      expect(pieces.every((piece) => piece.length <= most && piece.isWellFormed())).toBe(true);
      expect(text === "" || pieces.every((piece) => piece !== "")).toBe(true);
    }),
  );
});
