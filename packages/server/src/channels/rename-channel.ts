import type { Channel, ChannelId, Person } from "@parlor/protocol";
import { Refusal } from "../refusal.ts";
import { channelChange } from "./channel-change.ts";
import { manageChannel } from "./manage-channel.ts";
import { renameChannelRow } from "./channel-store.ts";
import { chooseChannelName } from "./choose-channel-name.ts";
import type { ChannelUse, NewChannel } from "./create-channel.ts";

/**
 * CH-4, CH-5. Gives a channel a new name (and what it is about, when said), and tells the watchers of the list.
 * Without `by` the operator does it.
 */
export async function renameChannel(
  use: ChannelUse,
  by: Person | undefined,
  id: ChannelId,
  wanted: NewChannel,
): Promise<Channel> {
  const { name: formerly } = await manageChannel(use.channels, by, id);
  const row = await chooseChannelName(use.database.db, wanted.name, (name, looks) =>
    renameChannelRow(use.database.db, id, name, looks, wanted.about),
  );
  if (!row) throw new Refusal("channel_not_found");
  const channel = use.channels.keep(row);
  use.fanout.announce({ to: "watchers" }, "channel.changed", { channel });
  if (channel.name !== formerly) use.onChange?.({ ...channelChange("renamed", channel, by), formerly });
  return channel;
}
