import { expect, test } from "vitest";
import { highest, ladder } from "./highest.ts";

/** Looks for the highest step up to `limit`; keeps what was tried. */
async function found(limit: number, from = 100): Promise<{ step: number | null; tried: number[] }> {
  const tried: number[] = [];
  const step = await highest(from, async (rate) => {
    tried.push(rate);
    return rate <= limit;
  });
  return { step, tried };
}

test("finds each step of the ladder, from below and from above", async () => {
  for (const limit of ladder) expect((await found(limit)).step).toBe(limit);
});

test("tries no step twice, and none above twice the limit once the first one passed", async () => {
  for (const limit of ladder) {
    const { tried } = await found(limit);
    expect(new Set(tried).size).toBe(tried.length);
    if (limit >= 100) expect(Math.max(...tried)).toBeLessThanOrEqual(limit * 2);
  }
});

test("when nothing passes there is none", async () => {
  expect((await found(0)).step).toBeNull();
});
