import type { Contestant } from "../targets/target.ts";
import { type Setting, Stage } from "./stage.ts";
import type { Bench } from "./work.ts";

/** Sets a stage for each server, has it played on, and clears it before the next one is set. */
export async function oneByOne(
  { contestants, notebook, say }: Bench,
  what: string,
  setting: (contestant: Contestant) => Setting,
  play: (stage: Stage) => Promise<Record<string, number | null>>,
): Promise<void> {
  for (const contestant of contestants) {
    await notebook.attempt(contestant.name, what, async () => {
      const stage = await Stage.set(contestant, setting(contestant));
      try {
        const figures = await play(stage);
        notebook.record(contestant.name, figures);
        say(`${contestant.name}: ${JSON.stringify(figures)}`);
      } finally {
        await stage.clear();
      }
    });
  }
}
