/**
 * Collects keys and hands them over in batches: the first at once, then at most one batch every `everyMs`.
 * Nothing runs while nothing changes.
 */
export class Paced<K> {
  readonly #everyMs: number;
  readonly #flush: (keys: Set<K>) => void;
  #keys = new Set<K>();
  #timer: NodeJS.Timeout | undefined;
  #lastAt = -Infinity;

  constructor(everyMs: number, flush: (keys: Set<K>) => void) {
    this.#everyMs = everyMs;
    this.#flush = flush;
  }

  touch(key: K): void {
    this.#keys.add(key);
    if (this.#timer) return;
    const wait = Math.max(0, this.#lastAt + this.#everyMs - performance.now());
    this.#timer = setTimeout(() => this.#run(), wait);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#keys.clear();
  }

  #run(): void {
    this.#timer = undefined;
    this.#lastAt = performance.now();
    const keys = this.#keys;
    this.#keys = new Set();
    this.#flush(keys);
  }
}
