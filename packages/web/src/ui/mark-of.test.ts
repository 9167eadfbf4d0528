import { expect, test } from "vitest";
import { initialsOf, markOf } from "./mark-of.ts";

test("initials come from the first and the last word", () => {
  expect(initialsOf("Ada")).toBe("A");
  expect(initialsOf("Ada Lovelace")).toBe("AL");
  expect(initialsOf("jean-luc von braun")).toBe("JB");
  expect(initialsOf("李小龍")).toBe("李");
  expect(initialsOf("👩‍👩‍👧 family")).toBe("👩‍👩‍👧F");
});

test("a name of punctuation alone still has a mark", () => {
  expect(initialsOf("?!")).toBe("?");
});

test("an id always has the same mark, and ids spread over all hues and shapes", () => {
  expect(markOf("a")).toEqual(markOf("a"));
  const marks = Array.from({ length: 2_000 }, (_, at) => markOf(`person-${at}`));
  const times = (value: (mark: (typeof marks)[number]) => unknown) => Map.groupBy(marks, value);
  for (const group of times((mark) => mark.hue).values()) expect(group.length).toBeGreaterThan(150);
  for (const group of times((mark) => mark.shape).values()) expect(group.length).toBeGreaterThan(150);
});
