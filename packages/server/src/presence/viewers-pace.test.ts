import { randomUUID } from "node:crypto";
import type { Events } from "@parlor/protocol";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { unheard } from "../fanout/unheard.ts";
import { Viewers } from "./viewers.ts";

beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => vi.useRealTimers());

test("PRES-1 a channel of thousands is told of its people more rarely, and always of the last change", () => {
  const counts: number[] = [];
  const fanout = {
    ...unheard,
    announce: (_audience: unknown, _event: unknown, payload: unknown) =>
      void counts.push((payload as Events["presence.here"]).count),
  };
  const viewers = new Viewers(fanout, () => undefined);
  for (let n = 0; n < 5_000; n += 1) viewers.enter("big", { id: randomUUID(), name: "Somebody", rev: 1 }, "socket");
  vi.advanceTimersByTime(0);
  viewers.enter("big", { id: randomUUID(), name: "Somebody", rev: 1 }, "socket");
  vi.advanceTimersByTime(9_000);
  expect(counts).toEqual([5_000]);
  vi.advanceTimersByTime(2_000);
  expect(counts).toEqual([5_000, 5_001]);
  vi.advanceTimersByTime(60_000);
  expect(counts).toHaveLength(2);
  viewers.stop();
});
