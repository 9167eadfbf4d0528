import { Refusal } from "../refusal.ts";

/** Waiting at once for one key: several classes behind one router. */
const WAITING_MAX = 200;
const RETRY_AFTER_MS = 1_000;

/** Lines in which one thing is done after another, for each key its own. */
export class OneAtATime {
  readonly #lines = new Map<string, { length: number; last: Promise<unknown> }>();

  /** Does it when all before it in its line are done, however they ended. Throws `rate_limited` when too many wait. */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const line = this.#lines.get(key) ?? { length: 0, last: Promise.resolve() };
    if (line.length >= WAITING_MAX) throw new Refusal("rate_limited", { retryAfterMs: RETRY_AFTER_MS });
    this.#lines.set(key, line);
    line.length += 1;
    const done = line.last.then(work);
    line.last = done.catch(() => undefined);
    try {
      return await done;
    } finally {
      line.length -= 1;
      if (line.length === 0) this.#lines.delete(key);
    }
  }
}
