import type { RateClass } from "@parlor/protocol";
import type { Allowance } from "../config.ts";

/** Keys held before spent ones are swept out: some 10 MB at most. */
const SWEEP_ABOVE = 50_000;

/**
 * API-4. Allowances per key and class by the generic cell rate algorithm (ITU-T I.371): one number per key, the time at
 * which its burst is whole again. `now` is a monotonic clock in milliseconds.
 */
export class RateLimiter {
  readonly #rates: Record<RateClass, Allowance>;
  readonly #now: () => number;
  readonly #wholeAt = new Map<string, number>();

  constructor(rates: Record<RateClass, Allowance>, now = () => performance.now()) {
    this.#rates = rates;
    this.#now = now;
  }

  /** Takes one call from the allowance: 0 when it fits, else the milliseconds after which it will. */
  take(rate: RateClass, key: string): number {
    const waitMs = this.wait(rate, key);
    if (waitMs > 0) return waitMs;
    const slot = `${rate}:${key}`;
    const now = this.#now();
    this.#wholeAt.set(slot, Math.max(this.#wholeAt.get(slot) ?? 0, now) + 1_000 / this.#rates[rate].perSecond);
    if (this.#wholeAt.size > SWEEP_ABOVE) this.#sweep(now);
    return 0;
  }

  /** The milliseconds until one more call fits; 0 when it would now. Takes nothing. */
  wait(rate: RateClass, key: string): number {
    const { burst, perSecond } = this.#rates[rate];
    const costMs = 1_000 / perSecond;
    const now = this.#now();
    const waitMs = Math.max(this.#wholeAt.get(`${rate}:${key}`) ?? 0, now) - now - (burst - 1) * costMs;
    // A hair of slack, since the sums are floating point.
    return waitMs > 1e-6 ? Math.ceil(waitMs) : 0;
  }

  #sweep(now: number): void {
    for (const [slot, wholeAt] of this.#wholeAt) if (wholeAt <= now) this.#wholeAt.delete(slot);
  }
}
