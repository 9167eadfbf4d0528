import fc from "fast-check";
import { expect, test } from "vitest";
import { now } from "./clock.ts";
import { Latencies } from "./latencies.ts";
import { ANSWER, BEHIND_MARKER, DIGITS, MARKER, markedText } from "./marker.ts";
import { MarkerCounter } from "./marker-counter.ts";

const texts = (every = 1) => {
  const latencies = new Latencies();
  const counter = new MarkerCounter({
    marker: MARKER,
    stampAt: MARKER.length,
    skip: BEHIND_MARKER,
    every,
    latencies,
  });
  return { counter, latencies };
};

const stamp = (milliseconds: number): string => String(Math.round(milliseconds * 1_000)).padStart(DIGITS, "0");

/** Cuts bytes after each of the given lengths, and what is left once more. */
function chunks(bytes: Buffer, lengths: number[]): Buffer[] {
  const cut: Buffer[] = [];
  let from = 0;
  for (const length of lengths) {
    cut.push(bytes.subarray(from, from + length));
    from = Math.min(bytes.length, from + length);
  }
  return [...cut, bytes.subarray(from)];
}

test("counts every marker, wherever the network cuts", () => {
  const piece = fc.oneof(
    fc.constant(markedText(stamp(now()))),
    fc.constantFrom("^", "^=", "^=@", "^^=@", "=@!", '42["message.new",'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.array(fc.integer({ min: 1, max: 40 })), (pieces, lengths) => {
      const { counter } = texts();
      let carried = 0;
      for (const chunk of chunks(Buffer.from(pieces.join("\n")), lengths)) carried = counter.take(chunk, carried);
      expect(counter.count).toBe(pieces.filter((one) => one.length === 66).length);
    }),
    { numRuns: 500 },
  );
});

test("connections do not disturb each other's halves", () => {
  const { counter } = texts();
  const half = MARKER.subarray(0, 2);
  const carried = counter.take(half, 0);
  expect(counter.take(MARKER.subarray(2), 0)).toBe(0);
  counter.take(MARKER.subarray(2), carried);
  expect(counter.count).toBe(1);
});

test("reads the time of sending behind the marker, of one in so many", () => {
  const { counter, latencies } = texts(3);
  counter.take(Buffer.from(markedText(stamp(now() - 50)).repeat(7)), 0);
  expect(latencies.length).toBe(2);
  expect(latencies.percentile(0.5)).toBeGreaterThanOrEqual(50);
});

test("reads the time of sending before an answer", () => {
  const latencies = new Latencies();
  const counter = new MarkerCounter({ marker: ANSWER, stampAt: -DIGITS, skip: 0, every: 1, latencies });
  counter.take(Buffer.from(`437${stamp(now() - 20)}[{"ok":true,"value":{"seq":1}}]`), 0);
  expect(counter.count).toBe(1);
  expect(latencies.percentile(1)).toBeGreaterThanOrEqual(20);
});

test("a marker whose time is not there yet counts, and is not timed", () => {
  const { counter, latencies } = texts();
  counter.take(Buffer.from(markedText(stamp(now()))).subarray(0, 8), 0);
  expect([counter.count, latencies.length]).toEqual([1, 0]);
});
