import type { RateClass } from "@parlor/protocol";
import type { Allowance } from "../settings/setting-forms.ts";
import { Refusal } from "../refusal.ts";

/**
 * Commands of one class that a session (or, without one, an address) may have running at once, over both doors. A person at
 * several screens needs fewer; a session that asks for more delays only itself. Sends are not here: their line
 * is the message log's, which is shared, kept in order, and bounded.
 */
const AT_ONCE: Record<Exclude<RateClass, "send">, number> = { read: 8, change: 4, open: 2, presence: 4, knock: 2 };

const RETRY_AFTER_MS = 1_000;

interface Line {
  running: number;
  waiting: (() => void)[];
}

/** API-8. A line per session and class: a few commands run, more wait their turn, and too many are refused. */
export class Turns {
  readonly #rates: Record<RateClass, Allowance>;
  readonly #lines = new Map<string, Line>();

  /** As many of a class may wait as its allowance lets through at once. */
  constructor(rates: Record<RateClass, Allowance>) {
    this.#rates = rates;
  }

  /** Takes a turn; undefined when it can be had at once, as nearly always. Throws `rate_limited` when too many wait. */
  take(rate: RateClass, key: string): Promise<void> | undefined {
    if (rate === "send") return undefined;
    const name = `${rate}:${key}`;
    const line = this.#lines.get(name);
    if (!line) {
      this.#lines.set(name, { running: 1, waiting: [] });
      return undefined;
    }
    if (line.running < AT_ONCE[rate]) {
      line.running += 1;
      return undefined;
    }
    if (line.waiting.length >= this.#rates[rate].burst) {
      throw new Refusal("rate_limited", { retryAfterMs: RETRY_AFTER_MS });
    }
    return new Promise((resolve) => line.waiting.push(resolve));
  }

  /** Gives a turn back, once for each that was taken: the next in line has it. */
  give(rate: RateClass, key: string): void {
    if (rate === "send") return;
    const name = `${rate}:${key}`;
    const line = this.#lines.get(name);
    if (!line) return;
    const next = line.waiting.shift();
    if (next) next();
    else if (line.running > 1) line.running -= 1;
    else this.#lines.delete(name);
  }
}
