import { useLayoutEffect, useReducer, useRef } from "preact/hooks";
import { growthOf, type TimelineItem } from "./timeline-items.ts";

export interface Stage {
  items: readonly TimelineItem[];
  /** True when items were put in front: the list keeps its distance from the end then. */
  shift: boolean;
  /** Another number means: another list, connected to nothing before. */
  generation: number;
}

/**
 * Feeds the virtual list one kind of change at a time. It can anchor to the end (items put in front) or to the start (items
 * added behind), never to both at once; so when a snapshot does both, the front comes first and the rest right after, before paint.
 */
export function useStagedItems(items: readonly TimelineItem[]): Stage {
  const shown = useRef(items);
  const generation = useRef(0);
  const [, drawAgain] = useReducer((count: number) => count + 1, 0);

  const growth = growthOf(shown.current, items);
  let staged = items;
  let shift = false;
  if (growth.is === "replaced") generation.current++;
  else if (growth.before > 0) {
    shift = true;
    if (growth.after > 0) staged = items.slice(0, items.length - growth.after);
  }
  shown.current = staged;

  useLayoutEffect(() => {
    if (staged !== items) drawAgain(undefined);
  });
  return { items: staged, shift, generation: generation.current };
}
