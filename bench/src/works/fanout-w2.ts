import { byTurns } from "./by-turns.ts";
import type { Work } from "./work.ts";

/** 200 channels with 10 viewers each, 1,000 texts a second in all. */
export const fanoutW2: Work = {
  name: "fanout.w2",
  run: (bench) => byTurns(bench, { channels: 200, viewers: 10, rates: { "fanout.w2": 1_000 } }),
};
