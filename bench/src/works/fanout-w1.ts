import { byTurns } from "./by-turns.ts";
import type { Work } from "./work.ts";

const RATES = { "fanout.w1.r10": 10, "fanout.w1.r100": 100, "fanout.w1.r1000": 1_000 };

/** One channel with 1,000 viewers, at three rates. */
export const fanoutW1: Work = {
  name: "fanout.w1",
  run(bench) {
    const asked = Object.entries(RATES).filter(([name]) => bench.wants(name));
    return byTurns(bench, { channels: 1, viewers: 1_000, rates: Object.fromEntries(asked) });
  },
};
