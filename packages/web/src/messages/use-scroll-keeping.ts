import type { RefObject } from "preact";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { VirtualizerHandle } from "virtua";
import { type Place, ScrollKeeper } from "./scroll-keeper.ts";
import type { TimelineItem } from "./timeline-items.ts";
import type { Sight } from "./visit.ts";

/** Room over the first item, where the stand-ins for older messages are. The same with and without them, so nothing jumps. */
export const headRoom = 96;
/** Room under the last item: a row that only reaches into as much is not in sight. */
const footRoom = 12;
/** Further than any history reaches, in pixels. */
const beyondTheEnd = 1e9;

export interface Scrolling {
  view: RefObject<HTMLDivElement | null>;
  list: RefObject<VirtualizerHandle | null>;
  keeper: ScrollKeeper;
  /** The index of the first item that is wholly or partly in sight; -1 before there is a view. */
  firstInSight(): number;
  /** The messages on the screen, as they are drawn; undefined when there are none, or their sizes are still a guess. */
  sight(): Sight | undefined;
  /** Where the reader is now, to come back to. */
  place(): Place;
}

/** Ties the scroll keeper to the page: the browser's scroll box and the virtual list inside it. */
export function useScrollKeeping(items: readonly TimelineItem[]): Scrolling {
  const view = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const current = useRef(items);
  current.current = items;

  const scrolling = useMemo((): Scrolling => {
    let isPlacing = false;
    const keeper = new ScrollKeeper({
      offset: () => view.current?.scrollTop ?? 0,
      toEndLeft: () =>
        view.current ? view.current.scrollHeight - view.current.clientHeight - view.current.scrollTop : 0,
      height: () => view.current?.clientHeight ?? 0,
      scrollToEnd() {
        // The list goes on correcting its way to an item for some frames, unless it is sent elsewhere.
        if (isPlacing) list.current?.scrollTo(beyondTheEnd);
        isPlacing = false;
        if (view.current) view.current.scrollTop = view.current.scrollHeight;
      },
      scrollToItem(index, offset) {
        isPlacing = true;
        list.current?.scrollToIndex(index, { align: "start", offset });
      },
    });
    const at = (below: number): number =>
      view.current && list.current ? list.current.findItemIndex(view.current.scrollTop + below) : -1;
    return {
      view,
      list,
      keeper,
      firstInSight: () => at(0),
      sight: () => (view.current ? sightOf(view.current) : undefined),
      place() {
        const top = view.current?.scrollTop ?? 0;
        const index = Math.max(0, at(0));
        const key = current.current[index]?.key;
        if (keeper.isFollowing || key === undefined || !list.current) return { is: "end" };
        return { is: "item", key, above: top - headRoom - list.current.getItemOffset(index) };
      },
    };
  }, []);

  // The view shrinks when the composer grows or a phone's keyboard opens.
  useLayoutEffect(() => {
    if (!view.current) return;
    const observer = new ResizeObserver(() => scrolling.keeper.sizeChanged());
    observer.observe(view.current);
    return () => observer.disconnect();
  }, [scrolling]);

  return scrolling;
}

function sightOf(view: HTMLElement): Sight | undefined {
  const { top, bottom } = view.getBoundingClientRect();
  let sight: Sight | undefined;
  for (const row of view.querySelectorAll<HTMLElement>("[data-seq]")) {
    const box = row.getBoundingClientRect();
    if (box.bottom <= top || box.top >= bottom - footRoom) continue;
    // The list hides what it has not measured, and its place will change.
    if (getComputedStyle(row).visibility === "hidden") return undefined;
    const seq = Number(row.dataset["seq"]);
    sight = { first: Math.min(seq, sight?.first ?? seq), last: Math.max(seq, sight?.last ?? seq) };
  }
  return sight;
}
