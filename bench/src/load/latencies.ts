/** A growing list of milliseconds, and what share of them lies below which value. */
export class Latencies {
  #values = new Float64Array(1 << 14);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(milliseconds: number): void {
    if (this.#length === this.#values.length) {
      const grown = new Float64Array(this.#length * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.#length] = milliseconds;
    this.#length += 1;
  }

  clear(): void {
    this.#length = 0;
  }

  /** The smallest value that at least `share` (0 to 1) of all values do not exceed; null when there are none. */
  percentile(share: number): number | null {
    if (this.#length === 0) return null;
    const sorted = this.#values.slice(0, this.#length).sort();
    return sorted[Math.max(0, Math.ceil(share * this.#length) - 1)] ?? null;
  }

  /** The two percentiles every work reports, in milliseconds. */
  summary(): { p50_ms: number | null; p99_ms: number | null } {
    return { p50_ms: this.percentile(0.5), p99_ms: this.percentile(0.99) };
  }
}
