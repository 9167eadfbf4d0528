import { expect, test } from "vitest";
import { BEHIND_MARKER, MARKER, markedText, readDigits } from "./marker.ts";
import { slots } from "./template.ts";

test("a text is 66 bytes long and has its marker in front", () => {
  const text = Buffer.from(markedText(slots.stamp));
  expect(text.length).toBe(66);
  expect(text.indexOf(MARKER)).toBe(0);
  expect(text.length).toBe(MARKER.length + BEHIND_MARKER);
});

test("the marker's first byte occurs in it once", () => {
  expect(MARKER.lastIndexOf(MARKER[0] ?? 0)).toBe(0);
});

test("digits are read where they are whole, and nowhere else", () => {
  const bytes = Buffer.from("x000000123456y");
  expect(readDigits(bytes, 1)).toBe(123_456);
  for (const at of [-1, 0, 2, 3]) expect(readDigits(bytes, at)).toBeNaN();
});
