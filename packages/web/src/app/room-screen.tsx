import type { ChannelFeed } from "@parlor/client";
import type { CodedError, Self, Seq } from "@parlor/protocol";
import { useComputed } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { Composer } from "../messages/composer.tsx";
import { MessageList } from "../messages/message-list.tsx";
import type { Mend } from "../messages/mend.ts";
import type { EntryContext } from "../messages/timeline-entry.tsx";
import { TypingLine } from "../presence/typing-line.tsx";
import { signalOf } from "../ui/store-signal.ts";
import type { Desk } from "./desk.ts";

interface Props {
  desk: Desk;
  self: Self;
  feed: ChannelFeed;
  head: Seq;
  /** The timeline's name for listeners. */
  label: string;
  /** The composer's name. */
  placeholder: string;
  /** What stands over the first message. */
  start: ComponentChildren;
  remark?: EntryContext["remark"];
  reason?: (error: CodedError) => string | undefined;
  /** What stands where one would write, when there is nothing to write now. */
  instead?: ComponentChildren;
  /** What stands over the composer. */
  above?: ComponentChildren;
}

/** A channel or a private conversation: its messages, and where one writes. It is open for as long as this stands. */
export function RoomScreen({ desk, self, feed, head, label, placeholder, start, remark, reason, ...foot }: Props) {
  const { client } = desk;
  useLayoutEffect(() => {
    feed.open();
    return () => feed.close();
  }, [feed]);

  const isOffline = useComputed(() => signalOf(client.connection.state).value.is !== "connected").value;
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
      ...(reason && { reason }),
    }),
    [feed, composer, reason],
  );
  return (
    <>
      <MessageList
        feed={feed}
        label={label}
        head={head}
        marks={desk.marks}
        places={desk.places}
        toEnd={toEnd}
        self={self.person}
        people={client.people}
        isOffline={isOffline}
        mend={mend}
        remark={remark}
        start={start}
      />
      <TypingLine feed={feed} />
      {foot.above}
      {foot.instead ?? <Composer model={composer} placeholder={placeholder} />}
    </>
  );
}
