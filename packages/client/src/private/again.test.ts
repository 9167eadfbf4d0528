import { expect, test } from "vitest";
import { again } from "./again.ts";

/** Work that ends when it is told to. */
function byHand() {
  const ends: ((failure?: Error) => void)[] = [];
  const run = again(
    () => new Promise<void>((resolve, reject) => ends.push((failure) => (failure ? reject(failure) : resolve()))),
  );
  return { run, ends };
}

test("what is asked for while it runs is done once more afterwards, for all who asked", async () => {
  const { run, ends } = byHand();
  const first = run();
  const [second, third] = [run(), run()];
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await first;
  await expect.poll(() => ends.length).toBe(2);
  ends[1]?.();
  await Promise.all([second, third]);
  expect(ends).toHaveLength(2);
});

test("who asked hears of a failure; those behind it have their own run", async () => {
  const { run, ends } = byHand();
  const first = run();
  const second = run();
  ends[0]?.(new Error("full"));
  await expect(first).rejects.toThrow("full");
  await expect.poll(() => ends.length).toBe(2);
  ends[1]?.();
  await second;
});
