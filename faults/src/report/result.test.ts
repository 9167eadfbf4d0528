import { expect, test } from "vitest";
import { passes, resultOf } from "./result.ts";

const counts = { acked: 5, stored: 5, lost: 0, missing: 0, dup: 0, order: 0, leak: 0 };
const good = { counts, why: [], figures: { kills: 3 } };

test("a fault passes with five zeros and nothing to say", () => {
  expect(passes(good)).toBe(true);
  expect(passes({ ...good, counts: { ...counts, leak: 1 } })).toBe(false);
  expect(passes({ ...good, why: ["too late"] })).toBe(false);
});

test("a run passes when every fault does and every control is red", () => {
  expect(resultOf("1", new Map([["kill9", good]]), { no_dedupe: "red" })).toEqual({
    seed: "1",
    faults: { kill9: { ...counts, kills: 3, pass: true, why: [] } },
    controls: { no_dedupe: "red" },
    pass: true,
  });
});

test("a control that stays green fails the run, and so does a run of nothing", () => {
  expect(resultOf("1", new Map([["kill9", good]]), { no_dedupe: "green" }).pass).toBe(false);
  expect(resultOf("1", new Map(), {}).pass).toBe(false);
});
