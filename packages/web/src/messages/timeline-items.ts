import type { TimelineRow } from "@parlor/client";
import type { PersonId, Seq } from "@parlor/protocol";
import { limits } from "@parlor/protocol/limits";
import { dayOf } from "../ui/calendar.ts";

/** What the timeline draws, one under the other. The start stands before the first message, once that one is there. */
export type TimelineItem = { is: "start"; key: "start" } | TimelineRow;

const start: TimelineItem = { is: "start", key: "start" };

export function itemsOf(rows: readonly TimelineRow[], reachedStart: boolean): readonly TimelineItem[] {
  return reachedStart ? [start, ...rows] : rows;
}

/** Who wrote an item and when; undefined for what nobody wrote. */
export function writingOf(item: TimelineItem, self: PersonId): { by: PersonId; at: number } | undefined {
  if (item.is === "message") return item.message;
  if (item.is === "outgoing") return { by: self, at: item.outgoing.draft.at };
  return undefined;
}

/** What stands around an item because of the one before it. */
export interface Frame {
  /** A new day begins: its separator goes above. */
  opensDay: boolean;
  /** The author's mark, name and time are shown. */
  opensGroup: boolean;
  /** Inside a group: the time is shown beside the message without being asked for. */
  showsTime: boolean;
}

/**
 * In a long group the first message after each full five minutes shows its time. Neighbours of a group are at most five
 * minutes apart, so no ten minutes of it go without one.
 */
const timeEveryMs = 5 * 60_000;

/**
 * One author's messages within five minutes of each other, on the same local day, share a header. Only the neighbour matters,
 * so a page that comes before or after changes the frame of one item at most.
 */
export function frameOf(item: TimelineItem, previous: TimelineItem | undefined, self: PersonId): Frame {
  const writing = writingOf(item, self);
  if (writing === undefined) return { opensDay: false, opensGroup: false, showsTime: false };
  const before = previous && writingOf(previous, self);
  if (before === undefined)
    return { opensDay: previous === undefined || previous.is === "start", opensGroup: true, showsTime: false };
  const opensDay = dayOf(before.at) !== dayOf(writing.at);
  const continues = before.by === writing.by && Math.abs(writing.at - before.at) <= limits.groupMs;
  const opensGroup = opensDay || !continues;
  const showsTime = !opensGroup && Math.floor(before.at / timeEveryMs) !== Math.floor(writing.at / timeEveryMs);
  return { opensDay, opensGroup, showsTime };
}

/** What is held of the messages after the last one read. */
export interface UnreadPart {
  /** How many of others are held. */
  count: number;
  /** The first of others; undefined when there is none, or when messages before those held are missing. */
  first: Seq | undefined;
  /** Up to here every message after the last one read is held. */
  reach: Seq;
}

/** Looks from the end for what comes after `after`. Seqs have no gaps (MSG-2), so one between two messages is something missing. */
export function unreadAfter(items: readonly TimelineItem[], after: Seq): UnreadPart {
  let count = 0;
  let first: Seq | undefined;
  let reach = after;
  let from: Seq | undefined;
  for (let at = items.length - 1; at >= 0; at--) {
    const item = items[at];
    if (item?.is !== "message") continue;
    const { seq } = item.message;
    if (seq <= after) break;
    if (from !== seq + 1) {
      reach = seq;
      first = undefined;
    }
    from = seq;
    if (item.mine) continue;
    count++;
    first = seq;
  }
  return from === undefined || from === after + 1 ? { count, first, reach } : { count, first: undefined, reach: after };
}

/** Whether older messages than those held come after `after`. */
export function isCutOff(items: readonly TimelineItem[], after: Seq): boolean {
  const oldest = items.find((item) => item.is === "message");
  return oldest?.is === "message" && oldest.message.seq > after + 1;
}

/** The newest message at or before an index, or undefined. */
export function lastSeqUpTo(items: readonly TimelineItem[], index: number): Seq | undefined {
  for (let at = Math.min(index, items.length - 1); at >= 0; at--) {
    const item = items[at];
    if (item?.is === "message") return item.message.seq;
  }
  return undefined;
}

/** How a list grew from one snapshot to the next. `replaced` when nothing connects the two. */
export type Growth = { is: "replaced" } | { is: "grown"; before: number; after: number };

/** Compares two snapshots by their keys: how many items were put in front, and by how many the rest grew (or shrank, below 0). */
export function growthOf(old: readonly TimelineItem[], items: readonly TimelineItem[]): Growth {
  const first = old[0];
  if (first === undefined) return { is: "grown", before: 0, after: items.length };
  const before = items.findIndex((item) => item.key === first.key);
  if (before < 0) return { is: "replaced" };
  return { is: "grown", before, after: items.length - old.length - before };
}
