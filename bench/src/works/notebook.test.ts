import { expect, test } from "vitest";
import { median } from "./median.ts";
import { Notebook } from "./notebook.ts";

test("a median is the middle one, or lies between the two middle ones", () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([5]), median([])]).toEqual([2, 2.5, 5, null]);
});

test("what could not be measured does not count, and nothing else makes a null", () => {
  expect([median([null, 4, null, 2]), median([null])]).toEqual([3, null]);
});

test("a figure is the median of what was taken down under its key", () => {
  const notebook = new Notebook();
  for (const value of [1, 9, 2]) notebook.record("ws", { cpu: value });
  notebook.record("parlor", { cpu: 3, p99: null });
  expect(notebook.figures()).toEqual({ ws: { cpu: 2 }, parlor: { cpu: 3, p99: null } });
});

test("a peer that breaks down is noted; only Parlor's breaking down is a failure", async () => {
  const notebook = new Notebook();
  const breaksDown = () => Promise.reject(new Error("too much"));
  expect(await notebook.attempt("ws", "fanout.w1", breaksDown)).toBeUndefined();
  expect([notebook.notes, notebook.hasFailures]).toEqual([{ "fanout.w1 of ws": "failed: too much" }, false]);
  await notebook.attempt("parlor", "send", breaksDown);
  expect(notebook.hasFailures).toBe(true);
});
