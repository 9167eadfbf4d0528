import { expect, test } from "vitest";
import { InboundMeter } from "./inbound-meter.ts";

/** A meter for 640 packets at once and 64 a second, with a clock that stands still unless moved. */
function meter() {
  const seen = { floods: 0, at: 5_000 };
  const inbound = new InboundMeter({ burst: 640, perSecond: 64, onFlood: () => (seen.floods += 1) });
  const passed = (packets: number, units = 100) =>
    Array.from({ length: packets }, () => inbound.passes(units, () => seen.at)).filter(Boolean).length;
  return { seen, passed };
}

test("API-7 a burst passes, the packet after it does not, and nothing does from then on", () => {
  const { seen, passed } = meter();
  expect(passed(640 + 63)).toBe(640 + 63);
  expect(passed(1)).toBe(0);
  seen.at += 3_600_000;
  expect(passed(100)).toBe(0);
  expect(seen.floods).toBe(1);
});

test("API-7 who stays within so many a second goes on for ever", () => {
  const { seen, passed } = meter();
  for (let second = 0; second < 1_000; second += 1) {
    expect(passed(64)).toBe(64);
    seen.at += 1_000;
  }
  expect(seen.floods).toBe(0);
});

test("API-7 a packet counts the more the longer it is, since reading it costs the more", () => {
  const { seen, passed } = meter();
  expect(passed(100, 65_536)).toBeLessThan(25);
  expect(seen.floods).toBe(1);
});
