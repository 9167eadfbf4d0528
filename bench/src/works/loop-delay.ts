import { oneByOne } from "./one-by-one.ts";
import type { Work } from "./work.ts";

const RATE = 100;
const WARM_SECONDS = 1.5;

/** How late the event loop is while one channel of 1,000 viewers gets 100 texts a second. */
export const loopDelay: Work = {
  name: "loop",
  run(bench) {
    const inNode = { ...bench, contestants: bench.contestants.filter(({ isNode }) => isNode) };
    const setting = { channels: 1, viewers: 1_000, probe: true };
    return oneByOne(
      inNode,
      "loop",
      () => setting,
      async (stage) => {
        const { program } = stage.target;
        await stage.talk(RATE, WARM_SECONDS);
        await program.probe();
        await stage.talk(RATE, bench.options.seconds);
        return { "loop.delay_p99_ms": await program.probe() };
      },
    );
  },
};
