import type { MessagePage, Milliseconds, Seq } from "@parlor/protocol";
import { backoff } from "./backoff.ts";
import { mayRetry } from "./call.ts";
import type { Core } from "./core.ts";
import type { PageReader } from "./page-reader.ts";
import { solidEnd, type Timeline } from "./timeline.ts";

export interface HoleHost {
  core: Core;
  pages: PageReader;
  timeline(): Timeline;
  /** Whether the server delivers: only then is what is not here missing, and can be asked for. */
  canAsk(): boolean;
  /** Takes an answered page; false when the page does not belong and filling must end. */
  take(page: MessagePage): boolean;
  changed(): void;
}

/** The other messages of a batch usually follow an ack at once; only after this is it a hole. */
const ackGraceMs = 250;
/** A head told by a pulse that is not here after this was lost on a socket that seems alive. */
const pulseGraceMs = 2_000;
/** A channel of which no head was told for this long is asked; five thousand quiet viewers ask 400 times a second in all. */
const quietMs = 10_000;
const quietSpreadMs = 5_000;

/** Knows what is missing, and fetches it page by page until nothing is (CLI-3, CLI-8). */
export class HoleFiller {
  readonly #host: HoleHost;
  /** The highest head a pulse told, while the timeline has not got there. */
  #pulseHead: Seq = 0;
  #run = 0;
  #busy = false;
  #attempt = 0;
  #dueAt = Infinity;
  #cancel = () => {};
  #cancelCompare = () => {};

  constructor(host: HoleHost) {
    this.#host = host;
  }

  /** Whether holes are worth showing: one is being filled, or will be tried again. */
  get isActive(): boolean {
    return (this.#busy || this.#attempt > 0) && this.#hole() !== undefined;
  }

  /** Looks now. */
  check(): void {
    this.#cancel();
    this.#dueAt = Infinity;
    this.#compared();
    if (this.#busy) return;
    const hole = this.#hole();
    if (hole !== undefined) void this.#fill(hole);
    else this.#rest(0);
  }

  /** An own message took its place, maybe ahead of others'. */
  acked(): void {
    if (this.#hole() !== undefined) this.#checkIn(ackGraceMs);
  }

  /** A pulse told how far the channel goes. */
  pulsed(head: Seq): void {
    this.#compared();
    if (head <= solidEnd(this.#host.timeline())) return;
    this.#pulseHead = head;
    this.#checkIn(pulseGraceMs);
  }

  /** A page was taken: its head is newer than any pulse before. */
  paged(): void {
    this.#compared();
    this.#pulseHead = 0;
  }

  /** Drops everything: a late answer of an old run changes nothing. */
  stop(): void {
    this.#run++;
    this.#cancel();
    this.#cancelCompare();
    this.#dueAt = Infinity;
    this.#rest(0);
  }

  /** The seq after which messages are missing, when they can be asked for. */
  #hole(): Seq | undefined {
    if (!this.#host.canAsk()) return undefined;
    const timeline = this.#host.timeline();
    const end = solidEnd(timeline);
    return end < Math.max(timeline.head, this.#pulseHead) ? end : undefined;
  }

  /** Looks after a while: what seems to be missing may be just about to come. */
  #checkIn(delay: Milliseconds): void {
    const at = this.#host.core.clock.now() + delay;
    if (at >= this.#dueAt) return;
    this.#cancel();
    this.#dueAt = at;
    this.#cancel = this.#host.core.clock.after(delay, () => this.check());
  }

  /** The head was just told. When that does not happen for a while, a message and its pulse may both be lost: we ask. */
  #compared(): void {
    const { clock, random } = this.#host.core;
    this.#cancelCompare();
    this.#cancelCompare = clock.after(quietMs + random() * quietSpreadMs, () => {
      if (!this.#host.canAsk()) return;
      this.#compared();
      if (!this.#busy) void this.#fill(solidEnd(this.#host.timeline()));
    });
  }

  async #fill(from: Seq): Promise<void> {
    const { core, pages, take, changed } = this.#host;
    const run = ++this.#run;
    this.#busy = true;
    changed();
    for (let after: Seq | undefined = from; after !== undefined;) {
      const answer = await pages.after(after);
      if (run !== this.#run) return;
      if (!answer.ok) {
        const again = mayRetry(answer.error);
        const told = answer.error.retryAfterMs;
        if (again) this.#checkIn(backoff(this.#attempt, core.random, told));
        return this.#rest(again ? this.#attempt + 1 : 0);
      }
      const next = take(answer.value) ? this.#hole() : undefined;
      // No step forward: the server has nothing there. The next head it tells starts a new look.
      after = next === after ? undefined : next;
    }
    this.#rest(0);
  }

  #rest(attempt: number): void {
    const wasWorking = this.#busy || this.#attempt > 0;
    this.#busy = false;
    this.#attempt = attempt;
    if (wasWorking) this.#host.changed();
  }
}
