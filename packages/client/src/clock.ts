import type { Milliseconds } from "@parlor/protocol";

/** Time as the client sees it. Tests turn one by hand. */
export interface Clock {
  /** Milliseconds since 1970 UTC. */
  now(): Milliseconds;
  /** Runs once after a delay in milliseconds. Returns what cancels it. */
  after(delay: Milliseconds, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(delay, run) {
    const timer = setTimeout(run, delay);
    return () => clearTimeout(timer);
  },
};
