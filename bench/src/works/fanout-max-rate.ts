import { highest } from "./highest.ts";
import { Stages } from "./stages.ts";
import type { Work } from "./work.ts";

const KEY = "fanout.max_rate_p99_250";
const WITHIN_MS = 250;
const FIRST_RATE = 100;
const SECONDS = 4;
/** One hiccup of the machine is not the server's limit. */
const TRIES = 2;

/** The highest rate into one channel of 1,000 viewers at which 99 of 100 deliveries take under 250 ms. */
export const fanoutMaxRate: Work = {
  name: KEY,
  async run(bench) {
    const { contestants, notebook, say } = bench;
    const stages = new Stages(bench, { channels: 1, viewers: 1_000 });
    for (const contestant of contestants) {
      const passes = async (rate: number): Promise<boolean> => {
        for (let tried = 0; tried < TRIES; tried += 1) {
          const { figures, keptUp } = await stages.window(contestant, rate, SECONDS);
          if (keptUp && (figures.p99_ms ?? Infinity) < WITHIN_MS) return true;
        }
        return false;
      };
      await notebook.attempt(contestant.name, KEY, async () => {
        const rate = await highest(FIRST_RATE, passes);
        notebook.record(contestant.name, { [KEY]: rate });
        say(`${contestant.name}: ${rate} texts/s`);
      });
      await stages.clear(contestant);
    }
  },
};
