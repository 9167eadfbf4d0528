import type { Channel, ChannelId, Person } from "@parlor/protocol";
import { Refusal } from "../refusal.ts";
import type { ChannelDirectory } from "./channel-directory.ts";

/**
 * The door for whoever wants to change a channel itself, which is its maker's right alone (CH-4). A channel that is archived
 * and one that never existed answer alike (CH-7). What stands in it is reached through the door of rooms.
 */
export async function manageChannel(channels: ChannelDirectory, by: Person, id: ChannelId): Promise<Channel> {
  const channel = await channels.find(id);
  if (!channel) throw new Refusal("channel_not_found");
  if (channel.createdBy !== by.id) throw new Refusal("not_allowed");
  return channel;
}
