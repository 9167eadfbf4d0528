import { expect, test } from "vitest";
import { prefixed, wanted } from "./work.ts";

test("without --only everything is wanted", () => {
  expect(wanted([], "fanout.w1")).toBe(true);
});

test("a name asks for all below it, and leads to what is above it", () => {
  expect(wanted(["fanout"], "fanout.w1")).toBe(true);
  expect(wanted(["fanout.w1.r10"], "fanout.w1")).toBe(true);
  expect(wanted(["fanout.w1.r10"], "fanout.w1.r10")).toBe(true);
});

test("a name asks for nothing beside it, even when it starts alike", () => {
  expect(wanted(["fanout.w1.r10"], "fanout.w1.r100")).toBe(false);
  expect(wanted(["send", "idle"], "start")).toBe(false);
});

test("a prefix goes before each key", () => {
  expect(prefixed("a.b", { c: 1 })).toEqual({ "a.b.c": 1 });
});
