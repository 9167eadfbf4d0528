import { expect, test } from "vitest";
import { endOf, usesOf } from "./key-limits.ts";

const day = 24 * 60 * 60_000;

test("a key ends as long after now as was chosen, or never", () => {
  expect(endOf("never", 5)).toBeUndefined();
  expect(endOf("day", 5)).toBe(5 + day);
  expect(endOf("week", 0)).toBe(7 * day);
  expect(endOf("month", 0)).toBe(30 * day);
});

test("the number of people is a whole one in its bounds, or any", () => {
  expect(usesOf("  ", 100)).toBeUndefined();
  expect(usesOf(" 30 ", 100)).toBe(30);
  for (const typed of ["0", "101", "-1", "1.5", "1e2", "ten", "0x10"]) expect(usesOf(typed, 100), typed).toBe("bad");
});
