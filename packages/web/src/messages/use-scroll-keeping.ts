import type { RefObject } from "preact";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { VirtualizerHandle } from "virtua";
import { type Place, ScrollKeeper } from "./scroll-keeper.ts";
import type { TimelineItem } from "./timeline-items.ts";

/** Room over the first item, where the stand-ins for older messages are. The same with and without them, so nothing jumps. */
export const headRoom = 96;

export interface Scrolling {
  view: RefObject<HTMLDivElement | null>;
  list: RefObject<VirtualizerHandle | null>;
  keeper: ScrollKeeper;
  /** The indices of the first and the last item that are wholly or partly in sight; -1 before there is a view. */
  firstInSight(): number;
  lastInSight(): number;
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
    const keeper = new ScrollKeeper({
      offset: () => view.current?.scrollTop ?? 0,
      toEndLeft: () =>
        view.current ? view.current.scrollHeight - view.current.clientHeight - view.current.scrollTop : 0,
      height: () => view.current?.clientHeight ?? 0,
      scrollToEnd() {
        if (view.current) view.current.scrollTop = view.current.scrollHeight;
      },
      scrollToItem: (index, offset) => list.current?.scrollToIndex(index, { align: "start", offset }),
    });
    const at = (below: number): number =>
      view.current && list.current ? list.current.findItemIndex(view.current.scrollTop + below) : -1;
    return {
      view,
      list,
      keeper,
      firstInSight: () => at(0),
      lastInSight: () => at((view.current?.clientHeight ?? 0) - 12),
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
