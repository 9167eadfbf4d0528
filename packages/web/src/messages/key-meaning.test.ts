import { expect, test } from "vitest";
import { keyMeaning } from "./key-meaning.ts";

const press = (key: string, more: object = {}) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...more,
});

test("Enter sends, Shift+Enter breaks the line", () => {
  expect(keyMeaning(press("Enter"), false)).toBe("send");
  expect(keyMeaning(press("Enter", { shiftKey: true }), false)).toBe("other");
});

test("on touch Enter breaks the line", () => {
  expect(keyMeaning(press("Enter"), true)).toBe("other");
});

test.each([{ ctrlKey: true }, { metaKey: true }])("Enter with %j sends on every device", (modifier) => {
  expect(keyMeaning(press("Enter", modifier), false)).toBe("send");
  expect(keyMeaning(press("Enter", modifier), true)).toBe("send");
  expect(keyMeaning(press("Enter", { ...modifier, shiftKey: true }), false)).toBe("other");
  expect(keyMeaning(press("Enter", { ...modifier, altKey: true }), true)).toBe("other");
});

test("printable keys are text, shortcuts and named keys are not", () => {
  expect(keyMeaning(press("a"), false)).toBe("text");
  expect(keyMeaning(press("ß"), false)).toBe("text");
  expect(keyMeaning(press("@", { ctrlKey: true, altKey: true }), false)).toBe("text");
  expect(keyMeaning(press("k", { ctrlKey: true }), false)).toBe("other");
  expect(keyMeaning(press("c", { metaKey: true }), false)).toBe("other");
  expect(keyMeaning(press("ArrowUp"), false)).toBe("other");
  expect(keyMeaning(press(" "), false)).toBe("other");
});
