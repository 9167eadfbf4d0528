import type { ChannelFeed, ListedChannel } from "@parlor/client";
import type { Channel } from "@parlor/protocol";
import { useComputed } from "@preact/signals";
import { signalOf } from "../ui/store-signal.ts";

/** The open channel as the list has it, or as its own feed does while the list is loading. */
export function useChannel(feed: ChannelFeed, listed: ListedChannel | undefined): Channel | undefined {
  const fed = useComputed(() => signalOf(feed.state).value.channel).value;
  return listed ?? fed;
}
