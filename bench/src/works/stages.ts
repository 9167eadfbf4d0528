import type { Contestant } from "../targets/target.ts";
import { type FanOutFigures, fanOutFigures, hasFallenBehind, inWords } from "./fan-out-figures.ts";
import { type Setting, Stage } from "./stage.ts";
import type { Bench } from "./work.ts";

const WARM_SECONDS = 1.5;

/** One stage per server, set when it is first needed, and again after a window that was too much for it. */
export class Stages {
  readonly #bench: Bench;
  readonly #setting: Setting;
  readonly #stages = new Map<Contestant, Stage>();

  constructor(bench: Bench, setting: Setting) {
    this.#bench = bench;
    this.#setting = setting;
  }

  /** One window of a server's fan-out at `rate` texts a second over all channels, and whether it kept up with them. */
  async window(
    contestant: Contestant,
    rate: number,
    seconds: number,
  ): Promise<{ figures: FanOutFigures; keptUp: boolean }> {
    const stage = this.#stages.get(contestant) ?? (await this.#set(contestant));
    let isFit = false;
    try {
      const window = await stage.window(rate, seconds, WARM_SECONDS);
      const figures = fanOutFigures(window, this.#setting.viewers);
      this.#bench.say(inWords(stage.name, window.rate, figures));
      const keptUp = !hasFallenBehind(window, this.#setting.viewers);
      isFit = keptUp && (await stage.quiet());
      return { figures, keptUp };
    } finally {
      // Minutes of backlog would be delivered at the cost of the next server.
      if (!isFit) await this.clear(contestant);
    }
  }

  async clear(contestant: Contestant): Promise<void> {
    const stage = this.#stages.get(contestant);
    this.#stages.delete(contestant);
    await stage?.clear();
  }

  async #set(contestant: Contestant): Promise<Stage> {
    this.#bench.say(`${contestant.name}: seating the viewers`);
    const stage = await Stage.set(contestant, this.#setting);
    this.#stages.set(contestant, stage);
    return stage;
  }
}
