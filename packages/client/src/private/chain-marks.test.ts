import { expect, test } from "vitest";
import { isRolledBack, raiseMarks } from "./chain-marks.ts";
import type { ChainGap, ChainLink } from "./chain.ts";

function link(seq: number, device: string, n: number, by: "self" | "peer" = "peer"): ChainLink {
  return { is: "opened", seq, clientId: `${seq}`, by, device, n, previous: "", hash: `${device}${n}` };
}

const run = [link(1, "a", 1), link(2, "b", 1), link(3, "a", 2), link(4, "a", 1, "self")];
const marks = raiseMarks([], run);

test("SEAL-17 of each device the newest message is remembered, with its place", () => {
  expect(marks).toEqual([
    { seq: 3, by: "peer", device: "a", n: 2, hash: "a2" },
    { seq: 2, by: "peer", device: "b", n: 1, hash: "b1" },
    { seq: 4, by: "self", device: "a", n: 1, hash: "a1" },
  ]);
  expect(raiseMarks(marks, run.slice(0, 1))).toEqual(marks);
  expect(raiseMarks(marks, [link(5, "b", 2)])).toContainEqual({ seq: 5, by: "peer", device: "b", n: 2, hash: "b2" });
});

test("SEAL-17 a log that ends before what was seen is rolled back", () => {
  expect(isRolledBack(marks, run, 4)).toBe(false);
  expect(isRolledBack(marks, run, 90)).toBe(false);
  expect(isRolledBack(marks, run.slice(0, 3), 3)).toBe(true);
  expect(isRolledBack(marks, [], 3)).toBe(true);
  expect(isRolledBack([], run, 0)).toBe(false);
});

test("SEAL-17 so is one where something else stands in its place", () => {
  const other = run.map((its) => (its.seq === 3 ? { ...its, hash: "other" } : its));
  expect(isRolledBack(marks, other, 4)).toBe(true);
  expect(
    isRolledBack(
      marks,
      run.map((its) => (its.seq === 2 ? link(2, "a", 1) : its)),
      4,
    ),
  ).toBe(true);
});

test("SEAL-17 what was not loaded, or cannot be opened here, says nothing", () => {
  expect(isRolledBack(marks, [link(9, "a", 7)], 9)).toBe(false);
  const unread: ChainGap = { is: "unread", seq: 3, by: "peer" };
  expect(isRolledBack(marks, [unread], 4)).toBe(false);
});
