import type { Contestant } from "../targets/target.ts";
import { fanOutFigures, inWords } from "./fan-out-figures.ts";
import { medians } from "./median.ts";
import { Stage } from "./stage.ts";
import type { Bench, Figures } from "./work.ts";

const WARM_SECONDS = 1.5;

interface Turns {
  channels: number;
  viewers: number;
  /** Texts a second over all channels, by the prefix their figures get. */
  rates: Record<string, number>;
}

/** Sets a stage for each server, hands them over, and clears them whatever happens. */
export async function onStages<T>(
  { contestants, say }: Bench,
  set: (contestant: Contestant) => Promise<Stage>,
  play: (stages: Stage[]) => Promise<T>,
): Promise<T> {
  const stages: Stage[] = [];
  try {
    for (const contestant of contestants) {
      say(`${contestant.name}: seating the viewers`);
      stages.push(await set(contestant));
    }
    return await play(stages);
  } finally {
    for (const stage of stages) await stage.clear();
  }
}

/** Fan-out at steady rates: windows of all servers by turns, so that a busy minute of the machine meets them all. */
export function byTurns(bench: Bench, { channels, viewers, rates }: Turns): Promise<Figures> {
  const { options, say } = bench;
  return onStages(
    bench,
    (contestant) => Stage.set(contestant, { channels, viewers }),
    async (stages) => {
      const figures: Figures = {};
      for (const [prefix, rate] of Object.entries(rates)) {
        const windows = stages.map(() => [] as ReturnType<typeof fanOutFigures>[]);
        for (let round = 0; round < options.rounds; round += 1) {
          for (const [index, stage] of stages.entries()) {
            const window = await stage.window(rate, options.seconds, WARM_SECONDS);
            const found = fanOutFigures(window, viewers);
            windows[index]?.push(found);
            say(inWords(stage.name, window.rate, found));
          }
        }
        for (const [index, stage] of stages.entries()) {
          for (const [key, value] of Object.entries(medians(windows[index] ?? []))) {
            (figures[stage.name] ??= {})[`${prefix}.${key}`] = value;
          }
        }
      }
      return figures;
    },
  );
}
