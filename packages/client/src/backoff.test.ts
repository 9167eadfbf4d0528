import { expect, test } from "vitest";
import { backoff } from "./backoff.ts";

test("CLI-5 the wait is anything from nothing to a bound that doubles from 500 ms to 20 s", () => {
  const bounds = [0, 1, 2, 3, 4, 5, 6, 60].map((attempt) => backoff(attempt, () => 1));
  expect(bounds).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
  expect(backoff(6, () => 0)).toBe(0);
});

test("CLI-5 the server's own wait is the least", () => {
  expect(backoff(0, () => 0.5, 3_000)).toBe(3_000);
});
