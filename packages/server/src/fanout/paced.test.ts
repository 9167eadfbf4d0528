import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Paced } from "./paced.ts";

beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => vi.useRealTimers());

test("the first change is told at once, the following ones together", () => {
  const told: string[][] = [];
  const paced = new Paced<string>(1_000, (keys) => told.push([...keys]));
  paced.touch("a");
  vi.advanceTimersByTime(0);
  for (const key of ["a", "b", "a"]) paced.touch(key);
  vi.advanceTimersByTime(999);
  expect(told).toEqual([["a"]]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual([["a"], ["a", "b"]]);
  vi.advanceTimersByTime(10_000);
  expect(told).toHaveLength(2);
});
