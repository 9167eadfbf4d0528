import { expect, test } from "vitest";
import { Latencies } from "./latencies.ts";

test("a percentile is a value that was there", () => {
  const latencies = new Latencies();
  for (let value = 100; value >= 1; value -= 1) latencies.add(value);
  expect([0, 0.01, 0.5, 0.99, 1].map((share) => latencies.percentile(share))).toEqual([1, 1, 50, 99, 100]);
});

test("without a value there is no percentile", () => {
  const latencies = new Latencies();
  latencies.add(1);
  latencies.clear();
  expect(latencies.summary()).toEqual({ p50_ms: null, p99_ms: null });
});

test("it grows past its first size and keeps everything", () => {
  const latencies = new Latencies();
  for (let value = 1; value <= 50_000; value += 1) latencies.add(value);
  expect([latencies.length, latencies.percentile(0.5), latencies.percentile(1)]).toEqual([50_000, 25_000, 50_000]);
});
