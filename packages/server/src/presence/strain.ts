import type { EventLoopUtilization } from "node:perf_hooks";

/** Time between two looks, so that looking costs nothing. */
const LOOK_EVERY_MS = 250;
/** What was over a longer time says little about now. */
const STALE_MS = 2_000;
/** Share of its time the event loop may be busy. With less rest than this, what arrives waits longer and longer. */
const BUSY_MOST = 0.95;

/** Says whether the server is behind with its work. It looks only when asked, so an idle server has no timer for it. */
export class Strain {
  readonly #read: () => EventLoopUtilization;
  readonly #now: () => number;
  #last: EventLoopUtilization;
  #lookedAt: number;
  #isBehind = false;

  constructor(read = () => performance.eventLoopUtilization(), now = () => performance.now()) {
    this.#read = read;
    this.#now = now;
    this.#last = read();
    this.#lookedAt = now();
  }

  get isBehind(): boolean {
    const now = this.#now();
    const sinceMs = now - this.#lookedAt;
    if (sinceMs < LOOK_EVERY_MS) return this.#isBehind;
    const current = this.#read();
    const busy = current.active - this.#last.active;
    const idle = current.idle - this.#last.idle;
    this.#isBehind = sinceMs < STALE_MS && busy > BUSY_MOST * (busy + idle);
    this.#last = current;
    this.#lookedAt = now;
    return this.#isBehind;
  }
}
