import { expect, test } from "vitest";
import { isFolded, unfold } from "./folding.ts";

test.each([
  ["a line", "hello", false],
  ["28 lines", "a\n".repeat(27) + "a", false],
  ["29 lines", "a\n".repeat(28) + "a", true],
  ["empty lines", `a${"\n".repeat(3_000)}b`, true],
  ["a paragraph of 28 lines", "x".repeat(28 * 76), false],
  ["the longest text", "x".repeat(4_000), true],
  ["a letter with thousands of marks", `a${"\u0301".repeat(3_999)}`, false],
  ["words that all have marks", "é".normalize("NFD").repeat(1_500), false],
])("%s: folded is %s", (_what, text, folded) => expect(isFolded(text)).toBe(folded));

test("a message that the reader unfolded stays so", () => {
  const text = "z\n".repeat(100);
  expect(isFolded(text)).toBe(true);
  unfold(text);
  expect(isFolded(text)).toBe(false);
});
