import type { Self } from "@parlor/protocol";
import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect } from "preact/hooks";
import { channelPath } from "../channels/channel-path.ts";
import { later } from "../ui/later.tsx";
import { notify } from "../ui/notice.tsx";
import { signalOf } from "../ui/store-signal.ts";
import { strings } from "../ui/strings.ts";
import { ChannelScreen } from "./channel-screen.tsx";
import { destinationOf } from "./destination.ts";
import type { Desk } from "./desk.ts";
import { navigate, route } from "./router.ts";
import { Shell } from "./shell.tsx";
import { showTitle } from "./title.ts";
import { TimelineSkeleton } from "../messages/timeline-skeleton.tsx";

const ChannelBrowser = later(async () => (await import("../channels/channel-browser.tsx")).ChannelBrowser);
const CreateChannel = later(async () => (await import("../channels/create-channel.tsx")).CreateChannel);

/** Everything behind the name step: goes where the address says, and shows it in the shell. */
export function House({ desk, self }: { desk: Desk; self: Self }) {
  const { client } = desk;
  const list = signalOf(client.channels.state).value;
  const channels = list.status === "ready" ? list.channels : undefined;
  const destination = destinationOf(route.value, list, desk.lastChannel);
  const creating = useSignal<string | undefined>(undefined);
  const create = (name: string): void => {
    creating.value = name;
  };

  useLayoutEffect(() => {
    if (destination.is !== "elsewhere") return;
    navigate(channelPath(destination.channel), { replace: true });
    if (destination.lost) notify(strings.channels.gone(destination.channel.name));
  });
  const open = destination.is === "channel" ? (destination.channel ?? { id: destination.id }) : undefined;
  useEffect(() => {
    if (open !== undefined) desk.lastChannel = open.id;
  }, [open?.id]);
  const name = open !== undefined && "name" in open ? open.name : undefined;
  const unread = desk.unread.value;
  useEffect(() => showTitle(self.place, destination.is === "home" ? strings.shell.homeTitle : name, unread));

  const shell = { desk, self, channels, onCreate: () => create("") };
  return (
    <>
      {destination.is === "home" && (
        <Shell {...shell} header={<h1>{strings.shell.homeTitle}</h1>}>
          <ChannelBrowser channels={channels} isUnread={desk.isUnread} onCreate={create} />
        </Shell>
      )}
      {open !== undefined && (
        <ChannelScreen key={open.id} {...shell} channelId={open.id} listed={"name" in open ? open : undefined} />
      )}
      {(destination.is === "waiting" || destination.is === "elsewhere") && (
        <Shell {...shell} header={null}>
          <TimelineSkeleton rows={8} />
        </Shell>
      )}
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
