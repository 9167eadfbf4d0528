import type { ChannelFeed, ListedChannel, ParlorClient } from "@parlor/client";
import type { PersonId } from "@parlor/protocol";
import { useComputed } from "@preact/signals";
import { ChannelHeader } from "../channels/channel-header.tsx";
import { signalOf } from "../ui/store-signal.ts";
import { useChannel } from "./use-channel.ts";

interface Props {
  client: ParlorClient;
  feed: ChannelFeed;
  /** The channel as the list has it; undefined while the list is loading. */
  listed: ListedChannel | undefined;
  self: PersonId;
}

/** What the shell's header says of the open channel, once it is known. */
export function ChannelTop({ client, feed, listed, self }: Props) {
  const channel = useChannel(feed, listed);
  const here = useComputed(() => signalOf(feed.state).value.here.count).value;
  const isStale = useComputed(() => signalOf(client.connection.state).value.is !== "connected").value;
  if (channel === undefined) return null;
  return (
    <ChannelHeader
      call={(name, input) => client.call(name, input)}
      directory={client.channels}
      channel={channel}
      here={here}
      isStale={isStale}
      isOwner={channel.ownedBy === self}
      self={self}
    />
  );
}
