import { expect, test } from "vitest";
import { returnAfterMs } from "./drain.ts";

test.each([
  ["quick", 40, 300],
  ["usual", 150, 400],
  ["slow", 700, 950],
  ["first, which builds,", 12_000, 1_000],
])(
  "CON-6 after a %s start clients are told to come back when the next one has its port",
  (_what, takenMs, expected) => {
    expect(returnAfterMs(takenMs)).toBe(expected);
  },
);
