import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { OnceAMinute } from "./once-a-minute.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched() {
  const lines: string[] = [];
  const minute = new OnceAMinute((count) => lines.push(`left out ${count}`));
  const tell = (key: string) => minute.tell(() => ({ key, write: (more) => lines.push(`${key} +${more}`) }));
  return { lines, minute, tell };
}

test("the first of each key is a line at once, and the others are a count at the end of the minute", () => {
  const { lines, tell } = watched();
  for (const key of ["a", "b", "a", "a"]) tell(key);
  expect(lines).toEqual(["a +0", "b +0"]);
  vi.advanceTimersByTime(60_000);
  expect(lines.splice(0)).toEqual(["a +0", "b +0", "a +2"]);
  vi.advanceTimersByTime(600_000);
  tell("a");
  expect(lines).toEqual(["a +0"]);
});

test("made-up keys get a hundred lines a minute, and are not even looked at past that", () => {
  const { lines, minute, tell } = watched();
  for (let n = 0; n < 5_000; n += 1) tell(`key ${n}`);
  const looked = vi.fn(() => ({ key: "late", write: () => undefined }));
  minute.tell(looked);
  expect(looked).not.toHaveBeenCalled();
  expect(lines).toHaveLength(100);
  minute.end();
  expect(lines.at(-1)).toBe("left out 4901");
});
