import type { MessagePage, Seq } from "@parlor/protocol";
import { backoff } from "./backoff.ts";
import type { Core } from "./core.ts";
import type { PageReader } from "./page-reader.ts";

export interface OlderHost {
  core: Core;
  pages: PageReader;
  /** The oldest seq held; undefined while nothing is. */
  oldest(): Seq | undefined;
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
    const { core, pages, oldest, take } = this.#host;
    const before = oldest();
    if (this.#isLoading || before === undefined || before <= 1) return;
    this.#set(true);
    const answer = await pages.before(before);
    // After a reset the page would be an island below a hole.
    if (answer.ok && oldest() === before) take(answer.value);
    // Scrolling asks again and again; the wait keeps that from becoming a storm.
    if (answer.ok) this.#set(false);
    else core.clock.after(backoff(1, core.random, answer.error.retryAfterMs), () => this.#set(false));
  }

  #set(loading: boolean): void {
    this.#isLoading = loading;
    this.#host.changed();
  }
}
