import type { Seq } from "@parlor/protocol";
import { signal } from "@preact/signals";
import { isCutOff, lastSeqUpTo, type TimelineItem, unreadAfter } from "./timeline-items.ts";

/** The first and the last message on the screen. */
export interface Sight {
  first: Seq;
  last: Seq;
}

/**
 * One person's stay in one channel. The "New" line stands after what was read when they came, or when they looked away,
 * and does not move while they read on. What was read grows from there without a gap: nothing that was never loaded counts.
 */
export class Visit {
  /** The line stands before the first message of somebody else's after this seq; undefined: no line. */
  readonly lineAfter = signal<Seq | undefined>(undefined);
  /** True while there is more unread than is loaded, until the reader reaches the first of it. */
  readonly isBehind = signal(false);
  #awaySince: Seq | undefined;
  #reached: boolean;
  #seen: Sight | undefined;

  /**
   * `read` is how far the channel was read before, `head` how far it goes, as its list tells it; `items` is what is held of it.
   * Being behind shows in that at once: until something was on the screen, what is unread would pass for what stands below.
   */
  constructor(read: Seq | undefined, head: Seq, items: readonly TimelineItem[]) {
    if (read !== undefined && read < Math.max(head, lastSeqUpTo(items, items.length) ?? 0)) {
      this.lineAfter.value = read;
      this.isBehind.value = isCutOff(items, read);
    }
    this.#reached = this.lineAfter.value === undefined;
  }

  /**
   * This was on the screen. Returns up to where the channel counts as read now; undefined while the reader has not reached the
   * first unread message. From there on, what one scrolls past counts too.
   */
  saw(sight: Sight, items: readonly TimelineItem[], read: Seq): Seq | undefined {
    const { count, first, reach } = unreadAfter(items, read);
    const isCut = isCutOff(items, read);
    const isMissing = isCut || (first === undefined && count > 0);
    if (isMissing && sight.first > read + 1) {
      // At the beginning a hole is about to be filled, and the view lands there; later one has to go and look for it.
      if (this.#reached || isCut) {
        this.isBehind.value = true;
        this.lineAfter.value ??= read;
      }
      this.#reached = false;
    }
    let { first: top, last: bottom } = sight;
    const seen = this.#seen;
    if (seen && (this.#reached || (top <= seen.last + 1 && bottom >= seen.first - 1))) {
      top = Math.min(top, seen.first);
      bottom = Math.max(bottom, seen.last);
    }
    this.#seen = { first: top, last: bottom };
    if (!isMissing && top <= (first ?? top)) {
      this.#reached = true;
      this.isBehind.value = false;
    }
    return this.#reached ? Math.min(bottom, reach) : undefined;
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
