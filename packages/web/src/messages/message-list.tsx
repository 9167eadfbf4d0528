import type { ChannelFeed, FeedState } from "@parlor/client";
import type { ChannelId, Seq } from "@parlor/protocol";
import type { ComponentChildren, RefObject } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { Virtualizer } from "virtua";
import { isRestDue, later } from "../ui/later.tsx";
import { signalOf } from "../ui/store-signal.ts";
import styles from "./message-list.module.css";
import type { ReadMarks } from "./read-marks.ts";
import type { Place } from "./scroll-keeper.ts";
import type { EntryContext } from "./timeline-entry.tsx";
import { renamesIn } from "./renames.ts";
import { isCutOff, itemsOf, lastSeqUpTo, unreadAfter } from "./timeline-items.ts";
import { TimelineSkeleton } from "./timeline-skeleton.tsx";
import { useDrawnEntries } from "./use-drawn-entries.tsx";
import { useReading } from "./use-reading.ts";
import { headRoom, useScrollKeeping } from "./use-scroll-keeping.ts";
import { useStagedItems } from "./use-staged-items.ts";
import { Visit } from "./visit.ts";

const DayChip = later(async () => (await import("./day-chip.tsx")).DayChip);
const LatestPill = later(async () => (await import("./latest-pill.tsx")).LatestPill);
const UnreadBar = later(async () => (await import("./unread-bar.tsx")).UnreadBar);
const LiveMessages = later(async () => (await import("./live-messages.tsx")).LiveMessages);

/** Older messages are asked for when this little is left above the view, in pixels: time to load while one scrolls on. */
const loadOlderAt = 1_600;

interface Props extends EntryContext {
  feed: ChannelFeed;
  /** What the timeline is called for listeners. */
  label: string;
  /** The channel's head as its list tells it; 0 while unknown. */
  head: Seq;
  marks: ReadMarks;
  /** Where the reader was in each channel, as long as the page is open. */
  places: Map<ChannelId, Place>;
  /** What stands over the first message. */
  start: ComponentChildren;
  /** Set to what leads to the end: one's own message does. */
  toEnd: RefObject<() => void>;
}

/** The messages of a channel: as many rows as fit the view, however long its history. */
export function MessageList(props: Props) {
  const state = signalOf(props.feed.state).value;
  if (state.rows.length === 0 && state.status === "loading") {
    return (
      <div class={styles.frame}>
        <TimelineSkeleton rows={8} />
      </div>
    );
  }
  return <Timeline {...props} state={state} />;
}

function Timeline({ feed, state, label, head, marks, places, toEnd, start, ...context }: Props & { state: FeedState }) {
  const all = useMemo(() => itemsOf(state.rows, state.reachedStart), [state.rows, state.reachedStart]);
  const { items, shift, generation } = useStagedItems(all);
  const [visit] = useState(() => new Visit(marks.of(feed.channelId), head, all));
  // 0 in an empty channel, so that its first message is told too.
  const [newestAtFirst] = useState(() => lastSeqUpTo(all, all.length) ?? (state.reachedStart ? 0 : undefined));
  const { lineAfter } = visit;
  const firstNew = useMemo(
    () => (lineAfter.value === undefined ? undefined : unreadAfter(items, lineAfter.value).first),
    [items, lineAfter.value],
  );
  const former = signalOf(context.people.formerNames).value;
  const people = signalOf(context.people.state).value;
  const renames = useMemo(() => renamesIn(items, former, people), [items, former, people]);
  const newIndex =
    firstNew === undefined ? -1 : items.findLastIndex((item) => item.is === "message" && item.message.seq === firstNew);
  const scrolling = useScrollKeeping(items);
  const { view, list, keeper } = scrolling;
  const draw = useDrawnEntries(context);
  const reading = useReading({ channelId: feed.channelId, head, items, scrolling, marks, visit });

  /** The reader asked for the first unread message, which is not loaded yet. */
  const seeks = useRef(false);

  /** Goes there, as soon as page after page of older messages has led to it. */
  function seek(): void {
    if (visit.isBehind.peek() && newIndex < 0) return void feed.loadOlder();
    seeks.current = false;
    if (newIndex < 0) return;
    keeper.land();
    keeper.contentChanged(newIndex);
  }

  function loadOlderWhenNear(): void {
    if (view.current && !state.reachedStart && !state.loadingOlder && view.current.scrollTop < loadOlderAt)
      void feed.loadOlder();
  }

  useLayoutEffect(() => {
    toEnd.current = () => keeper.follow();
    const place = places.get(feed.channelId);
    const index = place?.is === "item" ? items.findIndex((item) => item.key === place.key) : -1;
    if (generation > 0) keeper.follow();
    else if (lineAfter.peek() !== undefined && !isCutOff(items, lineAfter.peek() ?? 0)) keeper.land();
    else if (place?.is === "item" && index >= 0) keeper.restore(index, place.above);
    return () => {
      places.set(feed.channelId, scrolling.place());
    };
  }, [generation]);

  useLayoutEffect(() => {
    keeper.contentChanged(newIndex < 0 ? undefined : newIndex);
    reading.look();
    if (seeks.current) seek();
    // Until the next frame the view may still be on its way to where it was put.
    else requestAnimationFrame(loadOlderWhenNear);
  }, [items, newIndex, state.loadingOlder]);

  return (
    <div class={styles.frame}>
      <div
        ref={view}
        class={styles.scroller}
        role="log"
        aria-label={label}
        // What arrives is told by LiveMessages: here rows also come and go by scrolling, and pages of history are no news.
        aria-live="off"
        tabIndex={0}
        onScroll={() => {
          keeper.scrolled();
          reading.look();
          loadOlderWhenNear();
        }}
        onWheel={() => keeper.touched()}
        onTouchMove={() => keeper.touched()}
        onPointerDown={() => keeper.touched()}
        onKeyDown={() => keeper.touched()}
      >
        <div class={styles.older}>{!state.reachedStart && <TimelineSkeleton rows={2} />}</div>
        <div class={styles.grow} />
        <Virtualizer
          key={generation}
          ref={list}
          scrollRef={view}
          data={items}
          shift={shift}
          startMargin={headRoom}
          bufferSize={400}
          onResize={() => {
            keeper.sizeChanged();
            reading.look();
          }}
        >
          {(item, index) =>
            item.is === "start" ? (
              <div key="start">{start}</div>
            ) : (
              draw(item, {
                previous: items[index - 1],
                renames: renames.get(item.key),
                isAfterRename: renames.has(items[index - 1]?.key ?? ""),
                isFirstUnread: index === newIndex,
                isReset: item.is === "message" && item.message.seq === state.resetFrom,
              })
            )
          }
        </Virtualizer>
        <div class={styles.foot} />
      </div>
      {visit.isBehind.value && (
        <UnreadBar
          count={reading.unread.value}
          onJump={() => {
            seeks.current = true;
            seek();
          }}
          onRead={() => reading.markRead()}
        />
      )}
      {isRestDue.value && <DayChip at={reading.topAt} atEnd={keeper.atEnd} />}
      {!keeper.atEnd.value && (
        <LatestPill unread={visit.isBehind.value ? 0 : reading.unread.value} onClick={() => keeper.follow()} />
      )}
      {isRestDue.value && (
        <LiveMessages items={items} since={newestAtFirst} self={context.self} people={context.people} />
      )}
    </div>
  );
}
