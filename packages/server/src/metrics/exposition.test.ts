import { expect, test } from "vitest";
import { exposition } from "./exposition.ts";
import { Spread } from "./spread.ts";

test("counters and gauges stand under their name, with labels escaped", () => {
  const text = exposition([
    { name: "a_total", help: "Of a.", type: "counter", samples: [{ value: 3 }] },
    { name: "b", help: "Of b.", type: "gauge", samples: [{ value: 0.5, labels: { of: 'a "\\\n' } }] },
  ]);
  expect(text).toBe(
    '# HELP a_total Of a.\n# TYPE a_total counter\na_total 3\n# HELP b Of b.\n# TYPE b gauge\nb{of="a \\"\\\\\\n"} 0.5\n',
  );
});

test("a histogram's buckets are cumulative, and the last one holds all", () => {
  const spread = new Spread([1, 2.5]);
  for (const value of [1, 2, 3]) spread.record(value);
  expect(
    exposition([{ name: "h", help: "Of h.", type: "histogram", spread }])
      .split("\n")
      .slice(2, -1),
  ).toEqual(['h_bucket{le="1"} 1', 'h_bucket{le="2.5"} 2', 'h_bucket{le="+Inf"} 3', "h_sum 6", "h_count 3"]);
});
