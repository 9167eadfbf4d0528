import type { Channel } from "@parlor/protocol";
import type { Room, RoomSource } from "../rooms/room.ts";
import type { ChannelDirectory } from "./channel-directory.ts";

/** In a channel everyone may do everything that is done in rooms. */
const EVERYTHING = { read: true, write: true, type: true } as const;

export function channelRoom(channel: Channel): Room {
  return { kind: "channel", id: channel.id, channel, may: EVERYTHING };
}

/** The channels, as rooms of the door. */
export function channelRooms(channels: ChannelDirectory): RoomSource {
  return {
    known(_by, id) {
      const channel = channels.known(id);
      return channel && channelRoom(channel);
    },
    async find(_by, id) {
      const channel = await channels.find(id);
      return channel && channelRoom(channel);
    },
  };
}
