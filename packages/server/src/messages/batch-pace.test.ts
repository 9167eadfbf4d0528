import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { BatchPace } from "./batch-pace.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setImmediate", "clearImmediate", "performance"] });
});
afterEach(() => vi.useRealTimers());

function asked(pace: BatchPace, waiting: number) {
  const state = { started: false };
  void pace.next(waiting).then(() => (state.started = true));
  return state;
}

test("a lone message starts its batch in the same turn of the loop, and leaves no timer", async () => {
  const lone = asked(new BatchPace(), 1);
  await vi.advanceTimersByTimeAsync(0);
  expect(lone.started).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

test("the next one soon after waits for company, counted from the start of the last commit", async () => {
  const pace = new BatchPace();
  asked(pace, 1);
  await vi.advanceTimersByTimeAsync(3);
  const second = asked(pace, 1);
  await vi.advanceTimersByTimeAsync(6);
  expect(second.started).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(second.started).toBe(true);
});

test("enough messages do not wait for the time", async () => {
  const pace = new BatchPace();
  asked(pace, 1);
  await vi.advanceTimersByTimeAsync(0);
  const second = asked(pace, 1);
  for (let waiting = 2; waiting < 50; waiting += 1) pace.grown(waiting);
  await vi.advanceTimersByTimeAsync(1);
  expect(second.started).toBe(false);
  pace.grown(50);
  await vi.advanceTimersByTimeAsync(0);
  expect(second.started).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});
