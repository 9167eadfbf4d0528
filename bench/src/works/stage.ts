import type { Window } from "../load/crowd.ts";
import { Load } from "../load/load.ts";
import type { Contestant, Target } from "../targets/target.ts";

/** Sockets the texts of one stage come from, so that one person's sends do not wait for each other. */
const SPEAKERS = 20;

/** Viewers that are seated at the same time. */
const AT_ONCE = 32;

/** Time to deliver the rest of a window; a server that needs longer has fallen behind. */
const QUIET_WITHIN_SECONDS = 10;

export interface FanOutWindow extends Window {
  /** Texts a second that were really sent. */
  rate: number;
}

export interface Setting {
  channels: number;
  /** Sockets that view each of them. */
  viewers: number;
  probe?: boolean;
}

/** A running server with viewers in its channels and people who talk there. One process listens, another one talks. */
export class Stage {
  readonly name: string;
  readonly target: Target;
  readonly channels: string[];
  readonly #listeners = new Load();
  readonly #speakers = new Load();

  private constructor(target: Target, channels: string[]) {
    this.name = target.name;
    this.target = target;
    this.channels = channels;
  }

  /** Starts the server, and seats everybody. */
  static async set(contestant: Contestant, { channels, viewers, probe = false }: Setting): Promise<Stage> {
    const target = await contestant.start({ probe });
    const stage = new Stage(target, await target.channels(channels));
    try {
      for (const channel of stage.channels) await stage.seat(channel, viewers);
      const { dialect, port } = target;
      const seats = await target.people(stage.channels[0] ?? "", SPEAKERS);
      await stage.#speakers.order({ do: "speak", dialect, port, seats });
    } catch (failure) {
      await stage.clear();
      throw failure;
    }
    return stage;
  }

  /** Seats viewers who may share people. */
  async seat(channel: string, count: number): Promise<void> {
    const { dialect, port } = this.target;
    const seats = await this.target.viewers(channel, count);
    await this.#listeners.order({ do: "listen", dialect, port, seats, atOnce: AT_ONCE });
  }

  /** People in whose name `enter` will seat them, one after the other: each comes in once the one before is there. */
  async queue(channel: string, count: number): Promise<{ enter(): Promise<void> }> {
    const { dialect, port } = this.target;
    const seats = await this.target.people(channel, count);
    return { enter: () => this.#listeners.order({ do: "listen", dialect, port, seats, atOnce: 1 }) };
  }

  /** `rate` texts a second over all channels for so long, which nobody measures. */
  async talk(rate: number, seconds: number): Promise<number> {
    return this.#speakers.order({ do: "steady", channels: this.channels, rate, seconds });
  }

  /** `rate` texts a second over all channels: one window of `seconds`, after `warmSeconds` of the same. */
  async window(rate: number, seconds: number, warmSeconds: number): Promise<FanOutWindow> {
    const { pid } = this.target.program;
    // The talk outlasts the window, so that the window's end is like its middle.
    const talk = this.talk(rate, seconds + warmSeconds + 0.25);
    const [window, reached] = await Promise.all([
      this.#listeners.order({ do: "window", pid, seconds, warmSeconds }),
      talk,
    ]);
    return { ...window, rate: reached };
  }

  /** Waits until everything has been delivered; resolves to false when that takes too long. */
  quiet(): Promise<boolean> {
    return this.#listeners.order({ do: "quiet", seconds: QUIET_WITHIN_SECONDS });
  }

  async clear(): Promise<void> {
    this.#listeners.end();
    this.#speakers.end();
    await this.target.stop();
  }
}
