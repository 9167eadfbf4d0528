import { expect, test } from "vitest";
import { Spread } from "./spread.ts";

test("a value counts in its bucket and every larger one, and a bound belongs to its own bucket", () => {
  const spread = new Spread([1, 10]);
  for (const value of [0.5, 1, 2, 10, 11]) spread.record(value);
  expect(spread.cumulative).toEqual([2, 4, 5]);
  expect(spread.sum).toBe(24.5);
});
