import { fanOutFigures, inWords } from "./fan-out-figures.ts";
import { highest } from "./highest.ts";
import { oneByOne } from "./one-by-one.ts";
import type { Stage } from "./stage.ts";
import type { Bench, Work } from "./work.ts";

const VIEWERS = 1_000;
const WITHIN_MS = 250;
/** Below this share of what should have arrived, a server is falling behind, whatever its latency so far. */
const KEEPS_UP = 0.97;
const FIRST_RATE = 100;
const WARM_SECONDS = 1.5;
const SECONDS = 4;
/** One hiccup of the machine is not the server's limit. */
const TRIES = 2;

/** The highest rate into one channel of 1,000 viewers at which 99 of 100 deliveries take under 250 ms. */
export const fanoutMaxRate: Work = {
  name: "fanout.max_rate_p99_250",
  run: (bench) =>
    oneByOne(
      bench,
      "fanout.max_rate_p99_250",
      () => ({ channels: 1, viewers: VIEWERS }),
      async (stage) => ({
        "fanout.max_rate_p99_250": await highest(FIRST_RATE, (step) => passes(bench, stage, step)),
      }),
    ),
};

async function passes({ say }: Bench, stage: Stage, rate: number): Promise<boolean> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const window = await stage.window(rate, SECONDS, WARM_SECONDS);
    const figures = fanOutFigures({ ...window, rate }, VIEWERS);
    say(inWords(stage.name, window.rate, figures));
    const { p99_ms, delivered_share: share } = figures;
    if (p99_ms !== null && p99_ms < WITHIN_MS && (share ?? 0) >= KEEPS_UP) return true;
  }
  return false;
}
