import type { ChannelId } from "@parlor/protocol";
import type { ChannelFeed } from "./channel-feed.ts";

/** Closed feeds that stay in memory, so that going back to a channel shows it at once. */
const keptClosed = 20;

/** The feeds in use: one per channel, and of those nobody views only the last few. */
export class FeedCache {
  readonly #feeds = new Map<ChannelId, ChannelFeed>();

  get(id: ChannelId): ChannelFeed | undefined {
    return this.#feeds.get(id);
  }

  /** Adds a feed, or marks it as the most recently used. */
  keep(feed: ChannelFeed): void {
    this.#feeds.delete(feed.channelId);
    this.#feeds.set(feed.channelId, feed);
    const closed = [...this.#feeds.values()].filter((each) => !each.isOpen && each !== feed);
    for (const old of closed.slice(0, Math.max(0, closed.length - keptClosed))) this.#feeds.delete(old.channelId);
  }

  open(): ChannelFeed[] {
    return [...this.#feeds.values()].filter((feed) => feed.isOpen);
  }
}
