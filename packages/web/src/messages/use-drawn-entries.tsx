import type { TimelineRow } from "@parlor/client";
import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import { type EntryContext, TimelineEntry } from "./timeline-entry.tsx";
import type { TimelineItem } from "./timeline-items.ts";

interface Drawn {
  previous: TimelineItem | undefined;
  isFirstUnread: boolean;
  element: VNode;
}

/** Several views' worth: an element holds on to all that it drew, so they must not pile up over a long history. */
const kept = 400;

type Draw = (item: TimelineRow, previous: TimelineItem | undefined, isFirstUnread: boolean) => VNode;

/**
 * Draws the entries of a timeline, each only once as long as nothing about it changes: Preact passes over an element it has seen.
 * The list asks for every entry in sight three times a frame while one scrolls.
 */
export function useDrawnEntries({ self, people, isOffline, mend }: EntryContext): Draw {
  return useMemo((): Draw => {
    const drawn = new Map<TimelineRow, Drawn>();
    return (item, previous, isFirstUnread) => {
      const known = drawn.get(item);
      if (known && known.previous === previous && known.isFirstUnread === isFirstUnread) return known.element;
      const place = { item, previous, isFirstUnread };
      const element = <TimelineEntry key={item.key} {...place} {...{ self, people, isOffline, mend }} />;
      if (drawn.size >= kept) drawn.clear();
      drawn.set(item, { previous, isFirstUnread, element });
      return element;
    };
  }, [self, people, isOffline, mend]);
}
