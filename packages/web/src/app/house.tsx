import type { Self } from "@parlor/protocol";
import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo } from "preact/hooks";
import { channelPath } from "../channels/channel-path.ts";
import { TimelineSkeleton } from "../messages/timeline-skeleton.tsx";
import { HereList } from "../presence/here-list.tsx";
import { isRestDue, later } from "../ui/later.tsx";
import { notify } from "../ui/notice.tsx";
import { signalOf } from "../ui/store-signal.ts";
import { strings } from "../ui/strings.ts";
import { ChannelScreen } from "./channel-screen.tsx";
import { ChannelTop } from "./channel-top.tsx";
import { destinationOf, privateMark } from "./destination.ts";
import type { Desk } from "./desk.ts";
import { navigate, offeredKey, route } from "./router.ts";
import { privatePath } from "./routes.ts";
import { Shell } from "./shell.tsx";
import { usesPrivate } from "./uses-private.ts";
import { showTitle } from "./title.ts";

const ChannelBrowser = later(async () => (await import("../channels/channel-browser.tsx")).ChannelBrowser, false);
const PrivateHeader = later(async () => (await import("./private-header.tsx")).PrivateHeader, false);
const PrivateScreen = later(async () => (await import("./private-screen.tsx")).PrivateScreen, false);
const PrivateCard = later(async () => (await import("./private-card.tsx")).PrivateCard, false);
const PrivateWatch = later(async () => (await import("./private-watch.tsx")).PrivateWatch);
const PrivateAsk = later(async () => (await import("./private-ask.tsx")).PrivateAsk, false);
const Dialogs = later(async () => (await import("./dialogs.tsx")).Dialogs);
const ArchivedChannels = later(async () => (await import("../channels/archived-channels.tsx")).ArchivedChannels, false);
const CreateChannel = later(async () => (await import("../channels/create-channel.tsx")).CreateChannel, false);

/** Everything behind the name step: goes where the address says, and shows it in the one shell that stands all along. */
export function House({ desk, self }: { desk: Desk; self: Self }) {
  const { client } = desk;
  const list = signalOf(client.channels.state).value;
  const channels = list.status === "ready" ? list.channels : undefined;
  const destination = destinationOf(route.value, list, desk.lastRoom);
  const creating = useSignal<string | undefined>(undefined);
  const create = (name: string): void => {
    creating.value = name;
  };

  useLayoutEffect(() => {
    if (destination.is === "private" && route.peek().is !== "private")
      navigate(privatePath(destination.id), { replace: true });
    if (destination.is !== "elsewhere") return;
    navigate(channelPath(destination.channel), { replace: true });
    if (!destination.lost) return;
    const { channel, lostId } = destination;
    const say = (): void => notify(strings.channels.gone(channel.name));
    if (lostId === undefined) return say();
    // Its code is part of the rest; where that cannot be had, the plain sentence has to do.
    void import("./tell-gone.ts").then(({ tellGone }) => tellGone(desk, lostId, channel.name)).catch(say);
  });
  const open = destination.is === "channel" ? (destination.channel ?? { id: destination.id }) : undefined;
  const talk = destination.is === "private" ? destination.id : undefined;
  const lastRoom = open?.id ?? (talk && privateMark + talk);
  useEffect(() => {
    if (lastRoom !== undefined) desk.lastRoom = lastRoom;
  }, [lastRoom]);
  const listed = open !== undefined && "name" in open ? open : undefined;
  const unread = desk.unread.value;
  const where = destination.is === "home" ? strings.shell.homeTitle : (listed?.name ?? (talk && desk.peerName(talk)));
  useEffect(() => showTitle(self.place, where, unread));

  const feed = useMemo(() => open && client.feed(open.id), [client, open?.id]);
  return (
    <>
      <Shell
        desk={desk}
        self={self}
        channels={channels}
        currentId={open?.id ?? talk}
        onCreate={() => create("")}
        onWrite={() => (offeredKey.value = "")}
        header={
          feed ? (
            <ChannelTop key={feed.channelId} client={client} feed={feed} listed={listed} self={self.person.id} />
          ) : talk ? (
            <PrivateHeader key={talk} desk={desk} id={talk} />
          ) : (
            destination.is === "home" && <h1>{strings.shell.homeTitle}</h1>
          )
        }
        people={feed && <HereList key={feed.channelId} feed={feed} people={client.people} self={self.person.id} />}
      >
        {destination.is === "home" && (
          <ChannelBrowser
            channels={channels}
            isUnread={desk.isUnread}
            onCreate={create}
            beside={<PrivateCard desk={desk} />}
            below={
              <ArchivedChannels
                directory={client.channels}
                self={self.person.id}
                onRestored={(channel) => navigate(channelPath(channel))}
              />
            }
          />
        )}
        {talk && <PrivateScreen key={talk} desk={desk} self={self} id={talk} />}
        {feed && <ChannelScreen key={feed.channelId} desk={desk} self={self} feed={feed} listed={listed} />}
        {(destination.is === "waiting" || destination.is === "elsewhere") && <TimelineSkeleton rows={8} />}
      </Shell>
      {(isRestDue.value || usesPrivate()) && <PrivateWatch desk={desk} />}
      {isRestDue.value && <Dialogs desk={desk} self={self} />}
      {offeredKey.value !== undefined && <PrivateAsk desk={desk} offered={offeredKey.value} />}
      {creating.value !== undefined && (
        <CreateChannel
          directory={client.channels}
          name={creating.value}
          onClose={() => (creating.value = undefined)}
          onEnter={(channel) => {
            creating.value = undefined;
            navigate(channelPath(channel));
          }}
        />
      )}
    </>
  );
}
