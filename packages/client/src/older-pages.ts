import type { Answer, MessagePage, Seq } from "@parlor/protocol";
import { backoff } from "./backoff.ts";
import type { Clock } from "./clock.ts";

export interface OlderHost {
  clock: Clock;
  random: () => number;
  /** The oldest seq held; undefined while nothing is. */
  oldest(): Seq | undefined;
  ask(before: Seq): Promise<Answer<MessagePage>>;
  take(page: MessagePage): void;
  changed(): void;
}

/** Brings older messages, one page at a time, as somebody scrolls up. */
export class OlderPages {
  readonly #host: OlderHost;
  #isLoading = false;

  constructor(host: OlderHost) {
    this.#host = host;
  }

  get isLoading(): boolean {
    return this.#isLoading;
  }

  /** Does nothing while a page is under way, or at the channel's start. */
  async load(): Promise<void> {
    const { clock, random, oldest, ask, take } = this.#host;
    const before = oldest();
    if (this.#isLoading || before === undefined || before <= 1) return;
    this.#set(true);
    const answer = await ask(before);
    // After a reset the page would be an island below a hole.
    if (answer.ok && oldest() === before) take(answer.value);
    // Scrolling asks again and again; the wait keeps that from becoming a storm.
    if (answer.ok) this.#set(false);
    else clock.after(backoff(1, random, answer.error.retryAfterMs), () => this.#set(false));
  }

  #set(loading: boolean): void {
    this.#isLoading = loading;
    this.#host.changed();
  }
}
