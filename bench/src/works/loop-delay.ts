import { onStages } from "./by-turns.ts";
import { Stage } from "./stage.ts";
import type { Work } from "./work.ts";

const RATE = 100;
const WARM_SECONDS = 1.5;

/** How late the event loop is while one channel of 1,000 viewers gets 100 texts a second. */
export const loopDelay: Work = {
  name: "loop",
  run: (bench) => {
    const contestants = bench.contestants.filter(({ isNode }) => isNode);
    return onStages(
      { ...bench, contestants },
      (contestant) => Stage.set(contestant, { channels: 1, viewers: 1_000, probe: true }),
      async (stages) => {
        const figures: Record<string, Record<string, number | null>> = {};
        for (const stage of stages) {
          const { program } = stage.target;
          await stage.talk(RATE, WARM_SECONDS);
          await program.probe();
          await stage.talk(RATE, bench.options.seconds);
          const delay = await program.probe();
          figures[stage.name] = { "loop.delay_p99_ms": delay };
          bench.say(`${stage.name}: the event loop is ${delay} ms late at p99`);
        }
        return figures;
      },
    );
  },
};
