import { expect, test } from "vitest";
import { ratios, readable, table } from "./table.ts";
import type { Wanted } from "./targets.ts";

const rows: Wanted[] = [
  { key: "cpu", what: "CPU", unit: "µs", target: 4 },
  { key: "rate", what: "rate", unit: "/s", target: 1_000, isRate: true },
  { key: "p99", what: "delay", unit: "ms" },
  { key: "nobody", what: "nobody has it", unit: "ms", target: 1 },
];

const figures = {
  parlor: { cpu: 2, rate: 999, p99: null },
  ws: { cpu: 8, rate: 500, p99: 3 },
  other: { cpu: null },
};

test("each row stands beside what is wanted and the peers' figures, with Parlor's share of them", () => {
  const cells = table(figures, rows)
    .split("\n")
    .map((line) =>
      line
        .split("|")
        .map((cell) => cell.trim())
        .slice(1, -1),
    );
  expect(cells).toEqual([
    ["", "Parlor", "wanted", "ws", "other"],
    [expect.stringMatching(/^-+$/), expect.anything(), expect.anything(), expect.anything(), expect.anything()],
    ["CPU", "2 µs ✓", "≤ 4", "8 (0.25×)", ""],
    ["rate", "999 /s ✗", "≥ 1,000", "500 (2×)", ""],
    ["delay", "–", "", "3", ""],
  ]);
});

test("ratios leave out what one of the two does not have", () => {
  expect(ratios(figures)).toEqual({ ws: { cpu: 0.25, rate: 1.998 }, other: {} });
});

test.each([
  [0.857_142, "0.857"],
  [12, "12"],
  [1_234.5, "1,235"],
  [999.7, "1,000"],
  [null, "–"],
])("%s reads %s", (value, text) => {
  expect(readable(value)).toBe(text);
});
