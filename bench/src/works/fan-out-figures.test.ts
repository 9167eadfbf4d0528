import { expect, test } from "vitest";
import { fanOutFigures, hasFallenBehind, inWords } from "./fan-out-figures.ts";

const window = { seconds: 5, deliveries: 50_000, cpuUs: 350_000, p50_ms: 1, p99_ms: 9, rate: 10, listening: 0.25 };

test("processor time goes by what arrived", () => {
  expect(fanOutFigures(window, 1_000)).toEqual({
    cpu_us_per_delivery: 7,
    p50_ms: 1,
    p99_ms: 9,
    deliveries_per_s: 10_000,
    delivered_share: 1,
    listening_share: 0.25,
  });
});

test("where nothing arrived, or nothing is known of the processor, there is no figure", () => {
  expect(fanOutFigures({ ...window, deliveries: 0 }, 1_000).cpu_us_per_delivery).toBeNull();
  expect(fanOutFigures({ ...window, cpuUs: null }, 1_000).cpu_us_per_delivery).toBeNull();
});

test("a server has fallen behind when more than the last text is missing", () => {
  expect(hasFallenBehind({ ...window, deliveries: 49_000 }, 1_000)).toBe(false);
  expect(hasFallenBehind({ ...window, deliveries: 47_000 }, 1_000)).toBe(true);
});

test("one line says what a window saw", () => {
  expect(inWords("ws", 10, fanOutFigures(window, 1_000))).toBe(
    "ws: 10 texts/s, 10000 deliveries/s, 7.00 µs each, p50 1.0 ms, p99 9.0 ms; listening took 25 %",
  );
});
