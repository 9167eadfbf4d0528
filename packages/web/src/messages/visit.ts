import type { Seq } from "@parlor/protocol";
import { signal } from "@preact/signals";

/**
 * One person's stay in one channel, for the "New" line: it stands after what was read when they came, or when they looked away,
 * and does not move while they read on.
 */
export class Visit {
  /** The line stands before the first message of somebody else's after this seq; undefined: no line. */
  readonly lineAfter = signal<Seq | undefined>(undefined);
  #awaySince: Seq | undefined;

  /** `read` is how far the channel was read before, `head` how far it goes. */
  constructor(read: Seq | undefined, head: Seq) {
    if (read !== undefined && read < head) this.lineAfter.value = read;
  }

  /** The page was hidden, with everything up to `read` read. The old line has served; what comes next gets a new one. */
  lookedAway(read: Seq | undefined): void {
    this.#awaySince = read;
    if (this.lineAfter.value !== undefined && read !== undefined && read > this.lineAfter.value)
      this.lineAfter.value = undefined;
  }

  lookedBack(): void {
    this.#awaySince = undefined;
  }

  /** A message of somebody else's arrived. Seen at once, it needs no line. */
  arrived(seq: Seq): void {
    if (this.#awaySince !== undefined && this.lineAfter.value === undefined && seq > this.#awaySince) {
      this.lineAfter.value = this.#awaySince;
    }
  }

  clear(): void {
    this.lineAfter.value = undefined;
  }
}
