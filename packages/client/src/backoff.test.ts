import { expect, test } from "vitest";
import { backoff, jitter } from "./backoff.ts";

test("CLI-5 the wait is anything from nothing to a bound between 500 ms and 4 s", () => {
  expect([0, 700, 60_000].map((bound) => jitter(bound, () => 1))).toEqual([500, 700, 4_000]);
  expect(jitter(700, () => 0)).toBe(0);
});

test("CLI-5 the bound doubles with each try", () => {
  const bounds = [0, 1, 2, 3, 4, 60].map((attempt) => backoff(attempt, () => 1));
  expect(bounds).toEqual([500, 1_000, 2_000, 4_000, 4_000, 4_000]);
});

test("CLI-5 the server's own wait is the least", () => {
  expect(backoff(0, () => 0.5, 3_000)).toBe(3_000);
  expect(backoff(9, () => 1, 30_000)).toBe(30_000);
});
