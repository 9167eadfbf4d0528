import type { Clock } from "../clock.ts";
import { settled } from "./settled.ts";

/** A clock that moves only when told. */
export class ManualClock implements Clock {
  #now = 1_700_000_000_000;
  #timers: { at: number; run: () => void }[] = [];

  readonly now = (): number => this.#now;

  after(delay: number, run: () => void): () => void {
    const timer = { at: this.#now + delay, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  }

  /** Lets time pass, in milliseconds; what is due runs at its own time, and what it leads to may be due as well. */
  async pass(duration: number): Promise<void> {
    const end = this.#now + duration;
    for (;;) {
      const due = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#now = Math.max(this.#now, due.at);
      this.#timers = this.#timers.filter((each) => each !== due);
      due.run();
      await settled();
    }
    this.#now = end;
  }

  /** Milliseconds until each timer that stands. */
  get waiting(): number[] {
    return this.#timers.map(({ at }) => at - this.#now).sort((a, b) => a - b);
  }
}
