import type { ChannelFeed, ListedChannel } from "@parlor/client";
import type { Channel, Self } from "@parlor/protocol";
import { useComputed } from "@preact/signals";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { channelLink, copyLink } from "../channels/copy-link.ts";
import { ChannelStart } from "../messages/channel-start.tsx";
import { Composer } from "../messages/composer.tsx";
import { MessageList } from "../messages/message-list.tsx";
import type { Mend } from "../messages/refusal.tsx";
import { TypingLine } from "../presence/typing-line.tsx";
import { signalOf } from "../ui/store-signal.ts";
import type { Desk } from "./desk.ts";
import { useChannel } from "./use-channel.ts";

interface Props {
  desk: Desk;
  self: Self;
  feed: ChannelFeed;
  /** The channel as the list has it; undefined while the list is loading. */
  listed: ListedChannel | undefined;
}

/** One channel: its messages, and where one writes. It is open for as long as this stands. */
export function ChannelScreen({ desk, self, feed, listed }: Props) {
  const { client } = desk;
  useLayoutEffect(() => {
    feed.open();
    return () => feed.close();
  }, [feed]);

  const state = signalOf(feed.state);
  const channel = useChannel(feed, listed);
  const isEmpty = useComputed(() => state.value.rows.length === 0).value;
  const isOffline = useComputed(() => signalOf(client.connection.state).value.is !== "connected").value;
  const people = signalOf(client.people.state).value;

  const toEnd = useRef<() => void>(() => undefined);
  const composer = desk.composer(feed, () => toEnd.current());
  const mend = useMemo(
    (): Mend => ({
      retry: (clientId) => feed.retry(clientId),
      discard: (clientId) => feed.discard(clientId),
      edit(clientId, text) {
        feed.discard(clientId);
        composer.takeBack(text);
      },
    }),
    [feed, composer],
  );

  const makerId = channel?.createdBy;
  const isMaker = makerId === self.person.id;
  const maker = isMaker ? self.person : makerId && people.get(makerId);
  const name = channel?.name ?? "";
  return (
    <>
      <MessageList
        feed={feed}
        channelName={name}
        head={listed?.head ?? 0}
        marks={desk.marks}
        places={desk.places}
        toEnd={toEnd}
        self={self.person}
        people={client.people}
        isOffline={isOffline}
        mend={mend}
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
      <TypingLine feed={feed} />
      <Composer model={composer} channelName={name} />
    </>
  );
}

function invitation(channel: Channel) {
  return { link: channelLink(channel), copy: () => void copyLink(channel) };
}
