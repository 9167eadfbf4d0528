import type { Channel, Here, Person, Seq } from "@parlor/protocol";
import type { TimelineRow } from "./timeline-rows.ts";

/** All that a view of one channel shows. A snapshot: parts that did not change are the same objects as before. */
export interface FeedState {
  /** `gone`: there is no such channel, or not any more. What was read stays. */
  readonly status: "loading" | "ready" | "gone";
  readonly channel?: Channel;
  /** Confirmed by seq, then outgoing in order of sending. */
  readonly rows: readonly TimelineRow[];
  readonly reachedStart: boolean;
  readonly loadingOlder: boolean;
  /**
   * Too much was missed while the feed was open, or the server's data was restored: the rows stand in place of those that were
   * there before, and began with this seq. Undefined as long as that did not happen.
   */
  readonly resetFrom: Seq | undefined;
  readonly here: Here;
  readonly typing: readonly Person[];
}

/** The old snapshot when the new one says the same. */
export function keepSame(old: FeedState, fresh: FeedState): FeedState {
  const keys = Object.keys({ ...old, ...fresh }) as (keyof FeedState)[];
  return keys.every((key) => old[key] === fresh[key]) ? old : fresh;
}
