import type { ChannelId, Milliseconds, Seq } from "@parlor/protocol";
import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { dayOf } from "../ui/calendar.ts";
import type { ReadMarks } from "./read-marks.ts";
import { isCutOff, lastSeqUpTo, type TimelineItem, unreadAfter, writingOf } from "./timeline-items.ts";
import type { Scrolling } from "./use-scroll-keeping.ts";
import type { Visit } from "./visit.ts";

interface Reading {
  /** Messages of others that were not on the screen yet. */
  unread: ReadonlySignal<number>;
  /** A moment of the day at the top of the view; undefined at the very start. */
  topAt: ReadonlySignal<Milliseconds | undefined>;
  look(): void;
  /** The reader says that everything here is read. */
  markRead(): void;
}

interface Options {
  channelId: ChannelId;
  /** The channel's head as its list tells it; 0 while unknown. */
  head: Seq;
  items: readonly TimelineItem[];
  scrolling: Scrolling;
  marks: ReadMarks;
  visit: Visit;
}

/**
 * Marks as read what was on the screen of a visible page, and counts what was not. `look` is called whenever something moved; it
 * looks at the next frame, when sizes are no guess any more.
 */
export function useReading(options: Options): Reading {
  const unread = useSignal(0);
  const topAt = useSignal<Milliseconds | undefined>(undefined);
  const current = useRef(options);
  current.current = options;
  const frame = useRef(0);

  function look(): void {
    const { items, scrolling } = current.current;
    if (document.visibilityState === "visible") frame.current ||= requestAnimationFrame(read);
    else whileHidden();
    count();
    const top = items[scrolling.firstInSight()];
    const at = top && writingOf(top, "")?.at;
    // One moment stands for its day, so that scrolling through a day changes nothing.
    if (at === undefined || topAt.peek() === undefined || dayOf(at) !== dayOf(topAt.peek() ?? 0)) topAt.value = at;
  }

  function read(): void {
    frame.current = 0;
    const { channelId, items, scrolling, marks, visit } = current.current;
    const sight = scrolling.sight();
    if (sight === undefined || document.visibilityState === "hidden") return;
    const last = scrolling.keeper.atEnd.peek() ? newest() : sight.last;
    const seen = visit.saw({ ...sight, last }, items, marks.of(channelId) ?? 0);
    if (seen !== undefined) marks.read(channelId, seen);
    if (seen !== undefined && seen >= newest()) scrolling.keeper.allSeen();
    count();
  }

  function whileHidden(): void {
    const { channelId, items, marks, visit } = current.current;
    if (unreadAfter(items, marks.of(channelId) ?? 0).count > 0) visit.arrived(newest());
  }

  function count(): void {
    const { channelId, items, marks } = current.current;
    const mark = marks.of(channelId) ?? 0;
    unread.value = isCutOff(items, mark)
      ? marks.unread({ id: channelId, head: newest() })
      : unreadAfter(items, mark).count;
  }

  function newest(): Seq {
    return lastSeqUpTo(current.current.items, current.current.items.length) ?? 0;
  }

  function markRead(): void {
    const { channelId, head, marks, scrolling, visit } = current.current;
    marks.read(channelId, Math.max(head, newest()));
    visit.clear();
    scrolling.keeper.follow();
    look();
  }

  useEffect(() => {
    const seen = (): void => {
      const { channelId, scrolling, marks, visit } = current.current;
      if (document.visibilityState === "hidden") {
        visit.lookedAway(marks.of(channelId));
        if (scrolling.keeper.atEnd.peek() && !visit.isBehind.peek()) scrolling.keeper.land();
        return;
      }
      visit.lookedBack();
      look();
    };
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open], :popover-open"))
        return;
      markRead();
    };
    document.addEventListener("visibilitychange", seen);
    document.addEventListener("keydown", escape);
    return () => {
      document.removeEventListener("visibilitychange", seen);
      document.removeEventListener("keydown", escape);
      cancelAnimationFrame(frame.current);
    };
  }, []);

  return { unread, topAt, look, markRead };
}
