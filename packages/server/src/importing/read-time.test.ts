import { expect, test } from "vitest";
import { readTime } from "./read-time.ts";

const NOW = Date.UTC(2026, 0, 1);
const AT = Date.UTC(2024, 0, 1);

test.each([
  [AT / 1_000, AT, "seconds"],
  [AT / 1_000 + 0.5, AT + 500, "seconds"],
  [`${AT / 1_000}.000200`, AT, "seconds"],
  [AT, AT, "milliseconds"],
  [AT * 1e3, AT, "microseconds"],
  [AT * 1e6, AT, "nanoseconds"],
  ["2024-01-01T01:00:00.0000000+01:00", AT, "dates"],
  ["2024-01-01T01:00+0100", AT, "dates"],
  ["2023-12-31 16:00:00,000 -08", AT, "dates"],
  ["2024-01-01 00:00:00 UTC", AT, "dates"],
  ["2024-01-01t00:00:00.000001z", AT, "dates"],
  ["2024-01-01", AT, "dates"],
  ["Mon, 01 Jan 2024 00:00:00 GMT", AT, "dates"],
  [7, 7, undefined],
  [0, 0, undefined],
  [NOW + 60_000, NOW + 60_000, "milliseconds"],
])("IMP-4 %j is %d, in %s", (value, at, unit) => {
  expect(readTime(value, NOW)).toEqual({ at, unit });
});

test.each([
  [undefined, "no time"],
  [null, "no time"],
  ["", "no time"],
  [-5, "before 1970"],
  [-AT, "before 1970"],
  ["1969-12-31", "before 1970"],
  [1e300, "in the future"],
  ["2999-01-01", "in the future"],
  [NOW + 48 * 3_600_000, "in the future"],
  ["2024-13-45", "cannot be read"],
  ["Mon, 01 Jan 2024 00:00:00", "cannot be read"],
  ["yesterday", "cannot be read"],
  [Number.POSITIVE_INFINITY, "cannot be read"],
  [Number.NaN, "cannot be read"],
  [{}, "cannot be read"],
  [true, "cannot be read"],
])("IMP-4 %j is no time: %s", (value, problem) => {
  expect(readTime(value, NOW)).toEqual({ problem: expect.stringContaining(problem) });
});
