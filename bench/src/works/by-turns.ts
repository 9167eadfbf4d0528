import { fanOutFigures, inWords } from "./fan-out-figures.ts";
import { type Setting, Stage } from "./stage.ts";
import { type Bench, prefixed } from "./work.ts";

const WARM_SECONDS = 1.5;

interface Turns extends Setting {
  /** Texts a second over all channels, by the prefix their figures get. */
  rates: Record<string, number>;
}

/** Fan-out at steady rates: windows of all servers by turns, so that a busy minute of the machine meets them all. */
export async function byTurns({ contestants, notebook, options, say }: Bench, turns: Turns): Promise<void> {
  const stages = new Set<Stage>();
  try {
    for (const contestant of contestants) {
      say(`${contestant.name}: seating the viewers`);
      const stage = await notebook.attempt(`the stage of ${contestant.name}`, () => Stage.set(contestant, turns));
      if (stage) stages.add(stage);
    }
    for (const [prefix, rate] of Object.entries(turns.rates)) {
      for (let round = 0; round < options.rounds; round += 1) {
        for (const stage of [...stages]) {
          const window = await notebook.attempt(`${prefix} of ${stage.name}`, () =>
            stage.window(rate, options.seconds, WARM_SECONDS),
          );
          if (!window) {
            stages.delete(stage);
            await stage.clear();
            continue;
          }
          const figures = fanOutFigures(window, turns.viewers);
          notebook.record(stage.name, prefixed(prefix, figures));
          say(inWords(stage.name, window.rate, figures));
        }
      }
    }
  } finally {
    for (const stage of stages) await stage.clear();
  }
}
