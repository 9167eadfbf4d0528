import type { MessagePage, Seq } from "@parlor/protocol";
import type { ReadMessage } from "./private-part.ts";

/**
 * What is known of one channel: messages in seq order, each once (CLI-2), and how far the channel goes.
 * The channel itself has no gaps (MSG-2), so a gap in `messages`, or below `head`, is a hole: messages not heard yet.
 */
export interface Timeline {
  /** Undefined until something was heard. Seqs of different epochs never compare (MSG-6). */
  readonly epoch: string | undefined;
  readonly messages: readonly ReadMessage[];
  /** The highest seq known to exist. */
  readonly head: Seq;
  /** The channel was empty when it was first looked at, so nothing before the first message held is merely older: it is missing. */
  readonly wasEmpty: boolean;
}

export const emptyTimeline: Timeline = { epoch: undefined, messages: [], head: 0, wasEmpty: false };

/** Adds messages, in any order. What is held stays as it is; nothing new gives the same timeline back. */
export function merge(timeline: Timeline, run: readonly ReadMessage[], head: Seq = 0): Timeline {
  const messages = withRun(timeline.messages, run);
  const reach = Math.max(timeline.head, head, messages.at(-1)?.seq ?? 0);
  return messages === timeline.messages && reach === timeline.head ? timeline : { ...timeline, messages, head: reach };
}

/** Adds an answered page of the timeline's epoch. Its head replaces a higher guess, so a hole nobody can fill ends. */
export function mergePage(timeline: Timeline, page: MessagePage): Timeline {
  const messages = withRun(timeline.messages, page.messages);
  const wasEmpty = timeline.wasEmpty || (messages.length === 0 && page.head === 0);
  return { epoch: page.epoch, messages, head: Math.max(page.head, messages.at(-1)?.seq ?? 0), wasEmpty };
}

/** The seq up to which nothing is missing: after the first message held, or from the channel's start when it was empty. */
export function solidEnd({ messages, wasEmpty }: Timeline): Seq {
  const first = messages[0]?.seq ?? 0;
  const last = messages.at(-1)?.seq ?? 0;
  if (wasEmpty && first > 1) return 0;
  if (last - first + 1 === messages.length) return last;
  const gap = messages.findIndex((message, at) => message.seq !== first + at);
  return gap < 0 ? last : first + gap - 1;
}

export function hasHole(timeline: Timeline): boolean {
  return solidEnd(timeline) < timeline.head;
}

/** Whether the channel's first message is held, or known not to exist. */
export function reachesStart({ epoch, messages, head }: Timeline): boolean {
  return epoch !== undefined && (messages[0]?.seq === 1 || head === 0);
}

function withRun(held: readonly ReadMessage[], run: readonly ReadMessage[]): readonly ReadMessage[] {
  const first = held[0]?.seq ?? Infinity;
  const last = held.at(-1)?.seq ?? -Infinity;
  const fresh = run.filter(({ seq }) => seq < first || seq > last || !holds(held, seq));
  if (fresh.length === 0) return held;
  const all = [...held, ...fresh];
  // Sorting is for pages and late messages; the usual run continues what is held.
  if (isSorted(all, held.length)) return all;
  all.sort((a, b) => a.seq - b.seq);
  return all.filter((message, at) => message.seq !== all[at - 1]?.seq);
}

function isSorted(messages: readonly ReadMessage[], from: number): boolean {
  for (let at = Math.max(from, 1); at < messages.length; at++) {
    if ((messages[at]?.seq ?? 0) <= (messages[at - 1]?.seq ?? 0)) return false;
  }
  return true;
}

function holds(messages: readonly ReadMessage[], seq: Seq): boolean {
  let low = 0;
  let high = messages.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = messages[middle]?.seq ?? 0;
    if (at === seq) return true;
    if (at < seq) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
