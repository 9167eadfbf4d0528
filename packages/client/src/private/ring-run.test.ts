import type { RingItem } from "@parlor/protocol";
import { expect, test } from "vitest";
import { nextRun } from "./ring-run.ts";

const run = (more: boolean, ...ids: string[]) => ({
  items: ids.map((id): RingItem => ({ id, rev: 1, sealed: "AAAA" })),
  more,
});

test("RING-1 the keyring is read on from the last id while there is more, and never in a circle", () => {
  expect(nextRun(run(true, "a", "b"), undefined)).toBe("b");
  expect(nextRun(run(true, "c"), "b")).toBe("c");
  expect(nextRun(run(false, "c"), "b")).toBeUndefined();
  for (const circle of [run(true, "a", "b"), run(true, "a"), run(true)]) expect(nextRun(circle, "b")).toBeUndefined();
});
