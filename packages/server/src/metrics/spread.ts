/** How values are spread over fixed buckets, as a Prometheus histogram wants it: a few comparisons and two additions each. */
export class Spread {
  /** Upper bounds in rising order; what lies above the last one is counted too. */
  readonly bounds: readonly number[];
  readonly #counts: number[];
  /** Of all values recorded. */
  sum = 0;

  constructor(bounds: readonly number[]) {
    this.bounds = bounds;
    this.#counts = Array.from({ length: bounds.length + 1 }, () => 0);
  }

  record(value: number): void {
    let bucket = 0;
    for (const bound of this.bounds) {
      if (value <= bound) break;
      bucket += 1;
    }
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.sum += value;
  }

  /** For each bound, and at last for all values, how many were no larger. */
  get cumulative(): number[] {
    let sum = 0;
    return this.#counts.map((count) => (sum += count));
  }
}
