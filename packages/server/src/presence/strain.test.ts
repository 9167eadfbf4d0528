import { expect, test } from "vitest";
import { Strain } from "./strain.ts";

/** A strain gauge whose event loop and clock are moved by hand. */
function gauge() {
  const loop = { active: 0, idle: 0, utilization: 0 };
  const strain = new Strain(
    () => ({ ...loop }),
    () => loop.active + loop.idle,
  );
  return {
    strain,
    after(busyMs: number, idleMs: number) {
      loop.active += busyMs;
      loop.idle += idleMs;
      return strain.isBehind;
    },
  };
}

test("PRES-2 the server is behind while its event loop has no rest, and no longer", () => {
  const { after } = gauge();
  expect(after(200, 100)).toBe(false);
  expect(after(296, 4)).toBe(true);
  // Too soon for another look.
  expect(after(0, 10)).toBe(true);
  expect(after(10, 290)).toBe(false);
});

test("PRES-2 what was over a long time says nothing about now", () => {
  expect(gauge().after(3_000, 0)).toBe(false);
});
