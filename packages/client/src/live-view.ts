import type { AnswerOf, ChannelId, InputOf } from "@parlor/protocol";
import { backoff } from "./backoff.ts";
import { mayRetry } from "./call.ts";
import type { Core } from "./core.ts";

export interface ViewHost {
  core: Core;
  channelId: ChannelId;
  wanted(): boolean;
  /** What is held, to go on from (CLI-4). */
  have(): InputOf<"channel.view">["have"];
  viewed(answer: AnswerOf<"channel.view">): void;
  gone(): void;
}

/** The view of one channel on the present socket; it dies with the socket. */
export class LiveView {
  readonly #host: ViewHost;
  /** Grows with each asking; the answer of an earlier one changes nothing. */
  #visit = 0;
  #isAnswered = false;
  #cancelRetry = () => {};

  constructor(host: ViewHost) {
    this.#host = host;
  }

  /** Whether the server delivers, and everything up to then is here. */
  get isAnswered(): boolean {
    return this.#isAnswered;
  }

  async ask(attempt = 0): Promise<void> {
    const { core, channelId, wanted, viewed, gone } = this.#host;
    this.forget();
    const visit = this.#visit;
    const have = this.#host.have();
    const answer = await core.call("channel.view", { channelId, ...(have && { have }) });
    if (visit !== this.#visit) {
      // Closed while the answer was on its way: the server may have begun to deliver only after our unview.
      if (!wanted() && answer.ok) void core.call("channel.unview", { channelId });
    } else if (answer.ok) {
      this.#isAnswered = true;
      viewed(answer.value);
    } else if (answer.error.code === "channel_not_found") {
      gone();
    } else if (mayRetry(answer.error) && core.isLive()) {
      const delay = backoff(attempt, core.random, answer.error.retryAfterMs);
      this.#cancelRetry = core.clock.after(delay, () => void this.ask(attempt + 1));
    }
  }

  /** The socket is gone, or nobody views any more. */
  forget(): void {
    this.#visit++;
    this.#isAnswered = false;
    this.#cancelRetry();
  }
}
