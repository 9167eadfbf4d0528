import { expect, test } from "vitest";
import { returnAfterMs } from "./drain.ts";

test.each([
  ["quick", 200, 700],
  ["usual", 550, 937.5],
  ["slow", 900, 1_375],
  ["first, which builds,", 12_000, 1_500],
])("CON-6 after a %s start clients are told to come back when the next one is ready", (_what, startMs, expected) => {
  expect(returnAfterMs(startMs)).toBe(expected);
});
