import type { Channel, ChannelId, Person } from "@parlor/protocol";
import { Refusal } from "../refusal.ts";
import type { ChannelDirectory } from "./channel-directory.ts";

/** What somebody wants to do with a channel. */
export type Right = "read" | "write" | "manage";

/**
 * The one door to a channel: every request that touches one goes through here (R8). A channel that is archived and one
 * that never existed answer alike (CH-7); managing is its maker's right alone (CH-4).
 */
export function accessChannel(
  channels: ChannelDirectory,
  by: Person,
  id: ChannelId,
  right: Right,
): Channel | Promise<Channel> {
  const channel = channels.get(id);
  return channel instanceof Promise ? channel.then((found) => judge(found, by, right)) : judge(channel, by, right);
}

function judge(channel: Channel | undefined, by: Person, right: Right): Channel {
  if (!channel) throw new Refusal("channel_not_found");
  if (right === "manage" && channel.createdBy !== by.id) throw new Refusal("not_allowed");
  return channel;
}
