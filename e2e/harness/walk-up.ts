import type { Locator } from "@playwright/test";

/** What a walk from the end of a channel to its start was like. */
export interface Walk {
  /** Messages that stood in the page at some time. */
  seen: number;
  /** Those between the first and the last that never did. */
  missed: number[];
  /** The most rows that stood in the page at once. */
  mostRows: number;
  frames: number;
  /** Frames that took more than 50 ms. */
  slow: number;
  /** Milliseconds of the longest frame. */
  longest: number;
}

/** Scrolls a timeline up to its first message, nine tenths of a view a frame, and looks at every frame on the way. */
export function walkUp(timeline: Locator): Promise<Walk> {
  return timeline.evaluate(async (log) => {
    const seen = new Set<number>();
    let [mostRows, longest, slow, frames] = [0, 0, 0, 0];
    let last = performance.now();
    let still = 0;
    // Half a minute without getting further is not slow but stuck.
    for (let first = Infinity; first > 1 && still < 1_800; frames += 1) {
      const now = await new Promise<number>(requestAnimationFrame);
      longest = Math.max(longest, now - last);
      if (now - last > 50) slow += 1;
      last = now;
      const seqs = Array.from(log.querySelectorAll<HTMLElement>("[data-seq]"), (row) => Number(row.dataset["seq"]));
      mostRows = Math.max(mostRows, seqs.length);
      for (const seq of seqs) seen.add(seq);
      const lowest = Math.min(...seqs);
      still = lowest < first ? 0 : still + 1;
      first = Math.min(first, lowest);
      log.scrollBy(0, -0.9 * log.clientHeight);
    }
    const missed = Array.from({ length: Math.max(...seen) }, (_, at) => at + 1).filter((seq) => !seen.has(seq));
    return { seen: seen.size, missed, mostRows, frames, slow, longest: Math.round(longest) };
  });
}
