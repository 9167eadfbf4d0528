import * as fc from "fast-check";
import { expect, test } from "vitest";
import { chainTroubles, type ChainGap, type ChainLink } from "./chain.ts";

/** What one device wrote, in order: letters stand for devices, the hash of a body is its device and number. */
function written(by: "self" | "peer", device: string, count: number): ChainLink[] {
  return Array.from({ length: count }, (_, at) => ({
    is: "opened",
    seq: 0,
    clientId: `${by}-${device}-${at + 1}`,
    by,
    device,
    n: at + 1,
    previous: at === 0 ? "" : `${device}${at}`,
    hash: `${device}${at + 1}`,
  }));
}

/** The messages as a log, from `first` on. */
function log(messages: readonly (ChainLink | ChainGap)[], first = 1): (ChainLink | ChainGap)[] {
  return messages.map((message, at) => ({ ...message, seq: first + at }));
}

function troubles(messages: readonly (ChainLink | ChainGap)[], first = 1): [number, string][] {
  return Array.from(chainTroubles(log(messages, first)));
}

/** The messages at these places. */
function pick<T>(all: readonly T[], ...places: number[]): T[] {
  return places.flatMap((place) => all.slice(place - 1, place));
}

const a = written("peer", "a", 5);

test("SEAL-16 a whole log is whole, however its devices take turns", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 3 }), { maxLength: 60 }), fc.nat({ max: 60 }), (turns, from) => {
      const devices = [
        written("peer", "a", 60),
        written("peer", "b", 60),
        written("self", "a", 60),
        written("self", "c", 60),
      ];
      const whole = log(turns.flatMap((turn) => devices[turn]?.shift() ?? []));
      expect(Array.from(chainTroubles(whole))).toEqual([]);
      expect(Array.from(chainTroubles(whole.slice(from)))).toEqual([]);
    }),
  );
});

test("SEAL-16 a message held back is missed at the next one of its device", () => {
  expect(troubles(pick(a, 1, 2, 4, 5))).toEqual([[3, "missing"]]);
  expect(troubles(pick(a, 2, 3))).toEqual([[1, "missing"]]);
  expect(troubles(pick(a, 2, 3), 2)).toEqual([]);
});

test("SEAL-16 a message that stands twice is a replay", () => {
  expect(troubles(pick(a, 1, 2, 2, 3))).toEqual([[3, "replayed"]]);
  expect(troubles(pick(a, 1, 2, 3, 1))).toEqual([[4, "replayed"]]);
  // The same body under another clientId: its author would have had to seal it again, which none does.
  const again = pick(a, 2).map((link) => ({ ...link, clientId: "other" }));
  expect(troubles([...pick(a, 1, 2), ...again, ...pick(a, 3)])).toEqual([[3, "replayed"]]);
});

test("SEAL-16 messages that changed places are told", () => {
  expect(troubles(pick(a, 1, 3, 2, 4))).toEqual([[3, "reordered"]]);
  expect(troubles(pick(a, 2, 1))).toEqual([[2, "reordered"]]);
  expect(troubles(pick(a, 3, 1, 2))).toEqual([
    [2, "reordered"],
    [3, "reordered"],
  ]);
  expect(troubles(pick(a, 1, 4, 2))).toEqual([
    [2, "missing"],
    [3, "reordered"],
  ]);
});

test("SEAL-16 another message in the place of one is missed at the next", () => {
  const other = pick(a, 2).map((link) => ({ ...link, hash: "other", clientId: "other" }));
  expect(troubles([...pick(a, 1), ...other, ...pick(a, 3)])).toEqual([[3, "missing"]]);
  expect(troubles([...pick(a, 1, 2), ...other, ...pick(a, 3)])).toEqual([[3, "reordered"]]);
});

test("SEAL-16 what could not be opened is not held against what follows", () => {
  const gap: ChainGap = { is: "unread", seq: 0, by: "peer" };
  expect(troubles([...pick(a, 1), gap, ...pick(a, 3)])).toEqual([]);
  expect(troubles([gap, ...pick(a, 2, 4)])).toEqual([[3, "missing"]]);
  // But the other one's messages are.
  const own = written("self", "a", 3);
  expect(troubles([...pick(own, 1), gap, ...pick(own, 3)])).toEqual([[3, "missing"]]);
  expect(troubles([...pick(a, 1), gap, ...pick(a, 1)])).toEqual([[3, "replayed"]]);
});

test("SEAL-16 whatever a server does to a log, short of its end, shows", () => {
  const whole = written("peer", "a", 8);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 12 }), (places) => {
      const isPrefix = places.every((place, at) => place === at + 1);
      expect(troubles(pick(whole, ...places)).length > 0).toBe(!isPrefix);
    }),
    { numRuns: 1_000 },
  );
});

test("SEAL-16 a long run costs little, even one made to be slow", () => {
  const long = written("peer", "a", 20_000);
  const before = performance.now();
  expect(chainTroubles(log(long)).size).toBe(0);
  chainTroubles(log(long.toReversed()));
  chainTroubles(log(long.filter(({ n }) => n % 2 === 1)));
  expect(performance.now() - before).toBeLessThan(5_000);
});
