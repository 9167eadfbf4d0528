import { expect, test } from "vitest";
import { returnAfterMs } from "./drain.ts";

test.each([
  ["quick", 200, 500],
  ["usual", 550, 800],
  ["slow", 700, 950],
  ["first, which builds,", 12_000, 1_000],
])("CON-6 after a %s start clients are told to come back when the next one is ready", (_what, startMs, expected) => {
  expect(returnAfterMs(startMs)).toBe(expected);
});
