import type { Window } from "../load/crowd.ts";
import { Load } from "../load/load.ts";
import type { Contestant, Target } from "../targets/target.ts";

/** Sockets the texts of one stage come from, so that a send is nobody's second in flight. */
const SPEAKERS = 20;

export interface FanOutWindow extends Window {
  /** Texts a second that were really sent. */
  rate: number;
}

/** A running server with viewers in its channels and people who talk there. One process listens, another one talks. */
export class Stage {
  readonly name: string;
  readonly target: Target;
  readonly #channels: string[];
  readonly #listeners: Load;
  readonly #speakers: Load;

  private constructor(target: Target, channels: string[]) {
    this.name = target.name;
    this.target = target;
    this.#channels = channels;
    this.#listeners = new Load();
    this.#speakers = new Load();
  }

  /** Starts the server and fills `channels` channels with `viewers` sockets each. */
  static async set(contestant: Contestant, channels: number, viewers: number): Promise<Stage> {
    const target = await contestant.start();
    const names = await target.channels(channels);
    const stage = new Stage(target, names);
    const { dialect, port } = target;
    const seats = (await Promise.all(names.map((name) => target.viewers(name, viewers)))).flat();
    await stage.#listeners.order({ do: "listen", dialect, port, seats, atOnce: 32 });
    const speakers = await target.people(names[0] ?? "", SPEAKERS);
    await stage.#speakers.order({ do: "speak", dialect, port, seats: speakers });
    return stage;
  }

  /** `rate` texts a second over all channels: one window of `seconds`, after `warmSeconds` of the same. */
  async window(rate: number, seconds: number, warmSeconds: number): Promise<FanOutWindow> {
    const { pid } = this.target.program;
    // The talk outlasts the window, so that the window's end is like its middle.
    const talk = this.#speakers.order({
      do: "steady",
      channels: this.#channels,
      rate,
      seconds: seconds + warmSeconds + 0.25,
    });
    const window = await this.#listeners.order({ do: "window", pid, seconds, warmSeconds });
    return { ...window, rate: await talk };
  }

  async clear(): Promise<void> {
    this.#listeners.end();
    this.#speakers.end();
    await this.target.stop();
  }
}
