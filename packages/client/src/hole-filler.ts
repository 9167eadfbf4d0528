import type { MessagePage, Milliseconds, Seq } from "@parlor/protocol";
import { backoff } from "./backoff.ts";
import { mayRetry } from "./call.ts";
import type { Core } from "./core.ts";
import type { PageReader } from "./page-reader.ts";

export interface HoleHost {
  core: Core;
  pages: PageReader;
  /** The seq after which messages are missing; undefined when nothing is, or nothing can be asked. */
  hole(): Seq | undefined;
  /** Takes an answered page; false when the page does not belong and filling must end. */
  take(page: MessagePage): boolean;
  changed(): void;
}

/** Fetches what is missing, page by page, until nothing is (CLI-3). */
export class HoleFiller {
  readonly #host: HoleHost;
  #run = 0;
  #busy = false;
  #attempt = 0;
  #dueAt = Infinity;
  #cancel = () => {};

  constructor(host: HoleHost) {
    this.#host = host;
  }

  /** Whether holes are worth showing: one is being filled, or will be tried again. */
  get isActive(): boolean {
    return this.#busy || this.#attempt > 0;
  }

  check(): void {
    this.#cancel();
    this.#dueAt = Infinity;
    if (this.#busy) return;
    if (this.#host.hole() !== undefined) void this.#fill();
    else this.#rest(0);
  }

  /** Looks after a while, in milliseconds: what seems to be missing may be just about to come. */
  checkIn(delay: Milliseconds): void {
    const at = this.#host.core.clock.now() + delay;
    if (at >= this.#dueAt) return;
    this.#cancel();
    this.#dueAt = at;
    this.#cancel = this.#host.core.clock.after(delay, () => this.check());
  }

  /** Drops everything: a late answer of an old run changes nothing. */
  stop(): void {
    this.#run++;
    this.#cancel();
    this.#dueAt = Infinity;
    this.#rest(0);
  }

  async #fill(): Promise<void> {
    const { core, pages, hole, take, changed } = this.#host;
    const run = ++this.#run;
    this.#busy = true;
    changed();
    for (let after = hole(); after !== undefined;) {
      const answer = await pages.after(after);
      if (run !== this.#run) return;
      if (!answer.ok) {
        const again = mayRetry(answer.error);
        const told = answer.error.retryAfterMs;
        if (again) this.checkIn(backoff(this.#attempt, core.random, told));
        return this.#rest(again ? this.#attempt + 1 : 0);
      }
      const next = take(answer.value) ? hole() : undefined;
      // No step forward: the server has nothing there. The next head it tells starts a new look.
      after = next === after ? undefined : next;
    }
    this.#rest(0);
  }

  #rest(attempt: number): void {
    const wasActive = this.isActive;
    this.#busy = false;
    this.#attempt = attempt;
    if (wasActive !== this.isActive) this.#host.changed();
  }
}
