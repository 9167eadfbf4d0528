import type { ChannelFeed, ListedChannel } from "@parlor/client";
import type { Channel, Self } from "@parlor/protocol";
import { useComputed } from "@preact/signals";
import { channelLink, copyLink } from "../channels/copy-link.ts";
import { ChannelStart } from "../messages/channel-start.tsx";
import { signalOf } from "../ui/store-signal.ts";
import { strings } from "../ui/strings.ts";
import type { Desk } from "./desk.ts";
import { RoomScreen } from "./room-screen.tsx";
import { useChannel } from "./use-channel.ts";

interface Props {
  desk: Desk;
  self: Self;
  feed: ChannelFeed;
  /** The channel as the list has it; undefined while the list is loading. */
  listed: ListedChannel | undefined;
}

/** One channel: its messages under what there is to say of it, and where one writes. */
export function ChannelScreen({ desk, self, feed, listed }: Props) {
  const channel = useChannel(feed, listed);
  const isEmpty = useComputed(() => signalOf(feed.state).value.rows.length === 0).value;
  const people = signalOf(desk.client.people.state).value;

  const makerId = channel?.createdBy;
  const isMaker = makerId === self.person.id;
  const maker = isMaker ? self.person : makerId && people.get(makerId);
  const name = channel?.name ?? "";
  return (
    <RoomScreen
      desk={desk}
      self={self}
      feed={feed}
      head={listed?.head ?? 0}
      label={strings.timeline.label(name)}
      placeholder={strings.composer.placeholder(name)}
      start={
        channel && (
          <ChannelStart
            channel={channel}
            maker={maker ? { name: maker.name, isSelf: isMaker } : undefined}
            isEmpty={isEmpty}
            invitation={invitation(channel)}
          />
        )
      }
    />
  );
}

function invitation(channel: Channel) {
  return { link: channelLink(channel), copy: () => void copyLink(channel) };
}
