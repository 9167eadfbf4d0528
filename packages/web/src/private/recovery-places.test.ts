import { expect, test } from "vitest";
import { twoPlaces } from "./recovery-places.ts";

test("two different places of twelve are asked for, in order, and every place some time", () => {
  const asked = new Set<number>();
  for (let one = 0; one < 12; one++) {
    for (let other = 0; other < 11; other++) {
      const numbers = [one / 12, other / 11];
      const [first, second] = twoPlaces(12, () => numbers.shift() ?? 0);
      expect(first).toBeLessThan(second);
      expect(first).toBeGreaterThanOrEqual(1);
      expect(second).toBeLessThanOrEqual(12);
      asked.add(first).add(second);
    }
  }
  expect(asked.size).toBe(12);
});
