import type { ChannelId, Person } from "@parlor/protocol";
import { Refusal } from "../refusal.ts";
import { manageChannel } from "./manage-channel.ts";
import { archiveChannelRow } from "./channel-store.ts";
import type { ChannelUse } from "./create-channel.ts";

/** Takes a channel off the list. Its messages stay on disk; nobody reaches them through the protocol any more (CH-7). */
export async function archiveChannel(use: ChannelUse, by: Person, id: ChannelId): Promise<void> {
  const channel = await manageChannel(use.channels, by, id);
  if (channel.isDefault) throw new Refusal("not_allowed");
  await archiveChannelRow(use.database, id, Date.now());
  use.channels.drop(id);
  use.fanout.announce({ to: "watchers" }, "channel.archived", { channelId: id });
  use.fanout.announce({ to: "viewers", of: id }, "channel.archived", { channelId: id });
}
