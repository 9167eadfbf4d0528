import type { Setting } from "./stage.ts";
import { Stages } from "./stages.ts";
import { type Bench, prefixed } from "./work.ts";

interface Turns extends Setting {
  /** Texts a second over all channels, by the prefix their figures get. */
  rates: Record<string, number>;
}

/** Fan-out at steady rates: windows of all servers by turns, so that a busy minute of the machine meets them all. */
export async function byTurns(bench: Bench, { rates, ...setting }: Turns): Promise<void> {
  const { contestants, notebook, options } = bench;
  const stages = new Stages(bench, setting);
  try {
    for (const [prefix, rate] of Object.entries(rates)) {
      for (let round = 0; round < options.rounds; round += 1) {
        for (const contestant of contestants) {
          await notebook.attempt(contestant.name, prefix, async () => {
            const { figures } = await stages.window(contestant, rate, options.seconds);
            notebook.record(contestant.name, prefixed(prefix, figures));
          });
        }
      }
    }
  } finally {
    for (const contestant of contestants) await stages.clear(contestant);
  }
}
