/**
 * Time from the start of one commit to the start of the next while messages keep coming. A commit and the waking of its
 * thread cost up to half a millisecond of processor time no matter what is in it, so with some milliseconds' company it is shared
 * by many; nobody sees the wait.
 */
const APART_MS = 10;

/** Enough for a commit of their own: past some fifty messages a longer batch saves little more. */
const ENOUGH = 50;

/**
 * When the next batch starts: at the end of this loop turn while the last commit is long past, so that a lone message
 * waits for nothing and nothing runs while idle; else a few milliseconds after the last one started, or as soon as
 * enough messages wait.
 */
export class BatchPace {
  #startedAt = -Infinity;
  #timer: NodeJS.Timeout | undefined;
  #start: (() => void) | undefined;

  /** Resolves when a batch should be taken. `waiting` is how many wait now. */
  async next(waiting: number): Promise<void> {
    const waitMs = this.#startedAt + APART_MS - performance.now();
    if (waitMs > 0 && waiting < ENOUGH) {
      await new Promise<void>((resolve) => {
        this.#start = resolve;
        this.#timer = setTimeout(resolve, waitMs);
      });
    } else {
      // What arrived in the same turn of the loop, on any socket, shares this commit.
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#start = undefined;
    this.#startedAt = performance.now();
  }

  /** One more waits. */
  grown(waiting: number): void {
    if (waiting < ENOUGH || !this.#start) return;
    clearTimeout(this.#timer);
    this.#start();
    this.#start = undefined;
  }
}
