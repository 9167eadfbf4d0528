/** For this long a key gets one line, and at its end a count of the rest. */
const MINUTE_MS = 60_000;
/** Keys that get a line of their own within a minute: an attacker with many addresses must not fill the disk. */
const KEYS_MOST = 100;

/** Writes a line; `more` is 0 for the first, and at the end of the minute how many others were left out. */
export type WriteLine = (more: number) => void;

/** Lets the first line of each key through, and tells at the end of the minute how many more there would have been. */
export class OnceAMinute {
  readonly #told = new Map<string, { write: WriteLine; more: number }>();
  readonly #onLeftOut: (count: number) => void;
  #leftOut = 0;
  #timer: NodeJS.Timeout | undefined;

  /** `onLeftOut` is called at the end of a minute that had too many different keys. */
  constructor(onLeftOut: (count: number) => void) {
    this.#onLeftOut = onLeftOut;
  }

  /** `line` is only called when there is room for one more key, because finding out what to write may be work. */
  tell(line: () => { key: string; write: WriteLine }): void {
    this.#timer ??= setTimeout(() => this.end(), MINUTE_MS).unref();
    if (this.#told.size >= KEYS_MOST) {
      this.#leftOut += 1;
      return;
    }
    const { key, write } = line();
    const told = this.#told.get(key);
    if (told) {
      told.more += 1;
      return;
    }
    this.#told.set(key, { write, more: 0 });
    write(0);
  }

  /** Ends the minute now: tells what was left out, and begins the next one. */
  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const told = [...this.#told.values()];
    const leftOut = this.#leftOut;
    this.#told.clear();
    this.#leftOut = 0;
    for (const { write, more } of told) if (more > 0) write(more);
    if (leftOut > 0) this.#onLeftOut(leftOut);
  }
}
