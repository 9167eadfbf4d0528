import type { Message } from "@parlor/protocol";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { emptyTimeline, hasHole, merge, mergePage, reachesStart, solidEnd, type Timeline } from "./timeline.ts";

const by = "00000000-0000-4000-8000-000000000001";

function message(seq: number): Message {
  return { seq, by, at: seq, text: `number ${seq}`, clientId: `id ${seq}` };
}

function run(from: number, to: number): Message[] {
  return Array.from({ length: to - from + 1 }, (_, at) => message(from + at));
}

const start: Timeline = { ...emptyTimeline, epoch: "a" };

test("CLI-2 messages stand in seq order, each once, whatever the way they came", () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 6 }), { maxLength: 12 }), (runs) => {
      const seqs = runs
        .reduce((timeline, seqs) => merge(timeline, seqs.map(message)), start)
        .messages.map(({ seq }) => seq);
      expect(seqs).toEqual([...new Set(runs.flat())].sort((a, b) => a - b));
    }),
  );
});

test("CLI-2 what is held keeps its place and its object", () => {
  const held = merge(start, run(4, 6));
  const more = merge(held, [...run(1, 3), ...run(4, 8)]);
  expect(more.messages.slice(3, 6).every((each, at) => each === held.messages[at])).toBe(true);
  expect(merge(more, run(2, 7))).toBe(more);
});

test("CLI-3 a gap is a hole, and so is a head that is not reached", () => {
  const gap = merge(merge(start, run(5, 7)), run(9, 9));
  expect([solidEnd(gap), hasHole(gap)]).toEqual([7, true]);
  const short = merge(start, run(5, 7), 8);
  expect([solidEnd(short), hasHole(short)]).toEqual([7, true]);
  expect(hasHole(merge(short, run(8, 8)))).toBe(false);
});

test("CLI-3 the head of a page ends a hole that nobody can fill", () => {
  const guessed = merge(start, run(5, 7), 9);
  const page = { channelId: "0".repeat(12), epoch: "a", head: 7, messages: [], people: [] };
  expect(hasHole(mergePage(guessed, page))).toBe(false);
});

test("CLI-3 what came to a channel that was empty is missing, not older", () => {
  const page = { channelId: "0".repeat(12), epoch: "a", head: 0, messages: [], people: [] };
  const later = merge(mergePage(emptyTimeline, page), run(4, 4));
  expect([solidEnd(later), hasHole(later)]).toEqual([0, true]);
  expect(hasHole(merge(later, run(1, 3)))).toBe(false);
  expect(hasHole(merge(start, run(4, 4)))).toBe(false);
});

test("the start is reached with the first message, or when there is none", () => {
  expect(reachesStart(emptyTimeline)).toBe(false);
  expect(reachesStart(start)).toBe(true);
  expect(reachesStart(merge(start, run(2, 4)))).toBe(false);
  expect(reachesStart(merge(start, run(1, 4)))).toBe(true);
});
