/** For this long a key gets one line, and at its end a count of the rest. */
const MINUTE_MS = 60_000;
/** Keys that get a line of their own within a minute: an attacker with many addresses must not fill the disk. */
const KEYS_MOST = 100;

/** A line that may come once a minute. It is kept for as long, with everything that `write` refers to. */
export interface MinuteLine {
  key: string;
  /** Writes it; `more` is 0 for the first, and at the end of the minute how many others were left out. */
  write(more: number): void;
}

/** Lets the first line of each key through, and tells at the end of the minute how many more there would have been. */
export class OnceAMinute {
  readonly #told = new Map<string, { line: MinuteLine; more: number }>();
  readonly #onLeftOut: (count: number) => void;
  #leftOut = 0;
  #timer: NodeJS.Timeout | undefined;

  /** `onLeftOut` is called at the end of a minute that had too many different keys. */
  constructor(onLeftOut: (count: number) => void) {
    this.#onLeftOut = onLeftOut;
  }

  /** `make` is only called when there is room for one more key, because finding out what to write may be work. */
  tell(make: () => MinuteLine): void {
    this.#timer ??= setTimeout(() => this.end(), MINUTE_MS).unref();
    if (this.#told.size >= KEYS_MOST) {
      this.#leftOut += 1;
      return;
    }
    const line = make();
    const told = this.#told.get(line.key);
    if (told) {
      told.more += 1;
      return;
    }
    this.#told.set(line.key, { line, more: 0 });
    line.write(0);
  }

  /** Ends the minute now: tells what was left out, and begins the next one. */
  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const told = [...this.#told.values()];
    const leftOut = this.#leftOut;
    this.#told.clear();
    this.#leftOut = 0;
    for (const { line, more } of told) if (more > 0) line.write(more);
    if (leftOut > 0) this.#onLeftOut(leftOut);
  }
}
