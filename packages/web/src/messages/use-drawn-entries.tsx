import type { TimelineRow } from "@parlor/client";
import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import { zone } from "../ui/zone.ts";
import { type EntryContext, TimelineEntry } from "./timeline-entry.tsx";
import type { Rename } from "./renames.ts";
import type { TimelineItem } from "./timeline-items.ts";

interface Place {
  previous: TimelineItem | undefined;
  isFirstUnread: boolean;
  isReset: boolean;
  renames: readonly Rename[] | undefined;
  isAfterRename: boolean;
}

/** Several views' worth: an element holds on to all that it drew, so they must not pile up over a long history. */
const kept = 400;

type Draw = (item: TimelineRow, place: Place) => VNode;

/**
 * Draws the entries of a timeline, each only once as long as nothing about it changes: Preact passes over an element it has seen.
 * The list asks for every entry in sight three times a frame while one scrolls.
 */
export function useDrawnEntries(context: EntryContext): Draw {
  const { self, people, isOffline, mend, remark } = context;
  // Days begin elsewhere in another time zone.
  const here = zone.value;
  return useMemo((): Draw => {
    const drawn = new Map<TimelineRow, Place & { element: VNode }>();
    return (item, place) => {
      const known = drawn.get(item);
      if (known && isSame(known, place)) return known.element;
      const element = <TimelineEntry key={item.key} item={item} {...place} {...context} />;
      if (drawn.size >= kept) drawn.clear();
      drawn.set(item, { ...place, element });
      return element;
    };
  }, [self, people, isOffline, mend, remark, here]);
}

function isSame(one: Place, other: Place): boolean {
  return (
    one.previous === other.previous &&
    one.isFirstUnread === other.isFirstUnread &&
    one.isReset === other.isReset &&
    one.renames === other.renames &&
    one.isAfterRename === other.isAfterRename
  );
}
