import { expect, test } from "vitest";
import { cpuFromStat } from "./server-cpu.ts";

test("user and system time are added up, whatever the program is called", () => {
  const stat = "4242 (a) b (c) S 1 4242 4242 0 -1 4194560 100 0 0 0 250 130 7 9 20 0 12 0 5 1000 200 184467";
  expect(cpuFromStat(stat)).toBe((250 + 130) * 10_000);
});
