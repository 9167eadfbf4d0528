import type { Channel, ChannelId, Person } from "@parlor/protocol";
import { Refusal } from "../refusal.ts";
import type { ChannelDirectory } from "./channel-directory.ts";

/**
 * Finds a listed channel for somebody who wants to change the channel itself: its owner (CH-4), or without `by` the operator.
 * An archived channel and one that never existed are refused alike (CH-7). Its messages are reached through the rooms.
 */
export async function manageChannel(
  channels: ChannelDirectory,
  by: Person | undefined,
  id: ChannelId,
): Promise<Channel> {
  const channel = await channels.find(id);
  if (!channel) throw new Refusal("channel_not_found");
  if (by && channel.ownedBy !== by.id) throw new Refusal("not_allowed");
  return channel;
}
