import type { LimitedClass } from "../config.ts";
import type { Allowance } from "../settings/setting-forms.ts";

/** Keys held before spent ones are swept out: some 10 MB at most. */
const SWEEP_ABOVE = 50_000;
/** While all keys are in use a sweep finds nothing, so it is not tried with every call. */
const SWEEP_EVERY_MS = 1_000;

/**
 * API-4. Allowances per key and class by the generic cell rate algorithm (ITU-T I.371): one number per key, the time at
 * which its burst is whole again. `now` is a monotonic clock in milliseconds.
 */
export class RateLimiter<C extends string = LimitedClass> {
  readonly #rates: Record<C, Allowance>;
  readonly #now: () => number;
  readonly #wholeAt = new Map<string, number>();
  #sweptAt = 0;

  constructor(rates: Record<C, Allowance>, now = () => performance.now()) {
    this.#rates = rates;
    this.#now = now;
  }

  /** Takes one call from the allowance: 0 when it fits, else the milliseconds after which it will. */
  take(rate: C, key: string): number {
    const waitMs = this.waitMs(rate, key);
    if (waitMs > 0) return waitMs;
    const now = this.#now();
    const slot = `${rate}:${key}`;
    this.#wholeAt.set(slot, Math.max(this.#wholeAt.get(slot) ?? 0, now) + 1_000 / this.#rates[rate].perSecond);
    if (this.#wholeAt.size > SWEEP_ABOVE && now > this.#sweptAt + SWEEP_EVERY_MS) this.#sweep(now);
    return 0;
  }

  /** What `take` would answer, with nothing taken. */
  waitMs(rate: C, key: string): number {
    const { burst, perSecond } = this.#rates[rate];
    const costMs = 1_000 / perSecond;
    const now = this.#now();
    const wholeAt = Math.max(this.#wholeAt.get(`${rate}:${key}`) ?? 0, now) + costMs;
    const waitMs = wholeAt - now - burst * costMs;
    // A hair of slack, since the sums are floating point.
    return waitMs > 1e-6 ? Math.ceil(waitMs) : 0;
  }

  /** Undoes one `take` that turned out not to count. */
  giveBack(rate: C, key: string): void {
    const slot = `${rate}:${key}`;
    const wholeAt = this.#wholeAt.get(slot);
    if (wholeAt !== undefined) this.#wholeAt.set(slot, wholeAt - 1_000 / this.#rates[rate].perSecond);
  }

  #sweep(now: number): void {
    this.#sweptAt = now;
    for (const [slot, wholeAt] of this.#wholeAt) if (wholeAt <= now) this.#wholeAt.delete(slot);
  }
}
