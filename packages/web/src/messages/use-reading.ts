import type { ChannelId, Milliseconds } from "@parlor/protocol";
import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { dayOf } from "../ui/calendar.ts";
import type { ReadMarks } from "./read-marks.ts";
import { lastSeqUpTo, type TimelineItem, unreadAfter, writingOf } from "./timeline-items.ts";
import type { Scrolling } from "./use-scroll-keeping.ts";
import type { Visit } from "./visit.ts";

interface Reading {
  /** Messages of others that were not on the screen yet. */
  unread: ReadonlySignal<number>;
  /** A moment of the day at the top of the view; undefined at the very start. */
  topAt: ReadonlySignal<Milliseconds | undefined>;
  look(): void;
}

interface Options {
  channelId: ChannelId;
  items: readonly TimelineItem[];
  scrolling: Scrolling;
  marks: ReadMarks;
  visit: Visit;
}

/**
 * Marks as read what was on the screen of a visible page, and counts what was not. `look` is called whenever something moved.
 */
export function useReading(options: Options): Reading {
  const unread = useSignal(0);
  const topAt = useSignal<Milliseconds | undefined>(undefined);
  const current = useRef(options);
  current.current = options;

  function look(): void {
    const { channelId, items, scrolling, marks, visit } = current.current;
    const { keeper } = scrolling;
    const isVisible = document.visibilityState === "visible";
    if (!isVisible) {
      const newest = lastSeqUpTo(items, items.length);
      if (newest !== undefined && unreadAfter(items, marks.of(channelId) ?? 0).count > 0) visit.arrived(newest);
    } else {
      const seen = lastSeqUpTo(items, keeper.atEnd.peek() ? items.length : scrolling.lastInSight());
      if (seen !== undefined) marks.read(channelId, seen);
    }
    unread.value = unreadAfter(items, marks.of(channelId) ?? 0).count;
    const top = items[scrolling.firstInSight()];
    const at = top && writingOf(top, "")?.at;
    // One moment stands for its day, so that scrolling through a day changes nothing.
    if (at === undefined || topAt.peek() === undefined || dayOf(at) !== dayOf(topAt.peek() ?? 0)) topAt.value = at;
  }

  useEffect(() => {
    const seen = (): void => {
      const { channelId, scrolling, marks, visit } = current.current;
      if (document.visibilityState === "hidden") {
        visit.lookedAway(marks.of(channelId));
        if (scrolling.keeper.atEnd.peek()) scrolling.keeper.land();
        return;
      }
      visit.lookedBack();
      look();
    };
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open], :popover-open"))
        return;
      current.current.visit.clear();
      current.current.scrolling.keeper.follow();
    };
    document.addEventListener("visibilitychange", seen);
    document.addEventListener("keydown", escape);
    return () => {
      document.removeEventListener("visibilitychange", seen);
      document.removeEventListener("keydown", escape);
    };
  }, []);

  return { unread, topAt, look };
}
