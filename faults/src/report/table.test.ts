import { expect, test } from "vitest";
import { table } from "./table.ts";

test("the table has a row for each fault and each control", () => {
  const counts = { acked: 5, stored: 6, lost: 0, missing: 0, dup: 0, order: 0, leak: 0 };
  const result = {
    seed: "7",
    faults: { kill9: { ...counts, kills: 3, ready_p50_ms: 612, equal: [1, 2], kib_each: null, pass: true, why: [] } },
    controls: { no_dedupe: "red" as const },
    pass: true,
  };
  expect(table(result, { machine: "a machine", commit: "abc", date: "today" }).split("\n")).toEqual([
    "Seed 7, today, commit abc, a machine: passed.",
    "",
    "| fault | acked | stored | lost | missing | dup | order | leak | measured |",
    "|---|---|---|---|---|---|---|---|---|",
    "| kill9 | 5 | 6 | 0 | 0 | 0 | 0 | 0 | kills 3, ready p50 612 ms, equal 1 and 2, kib each not known |",
    "",
    "| control | turned |",
    "|---|---|",
    "| no_dedupe | red |",
  ]);
});
