import { expect, test } from "vitest";
import { spokenCount } from "./spoken-count.ts";

test("the count is spoken in steps, not at every key", () => {
  const spoken = Array.from({ length: 301 }, (_, at) => spokenCount(250 - at));
  const changes = spoken.filter((words, at) => words !== spoken[at - 1]);
  expect(changes).toEqual([
    "",
    "200 characters left",
    "100 characters left",
    "50 characters left",
    "10 characters left",
    "Too long: a message holds 4,000 characters",
  ]);
});

test("nothing is spoken far from the limit", () => {
  expect(spokenCount(undefined)).toBe("");
});
