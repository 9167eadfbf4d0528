import type { ChannelId } from "@parlor/protocol";
import type { Handlers } from "../gateway/caller.ts";
import { archiveChannel } from "./archive-channel.ts";
import { archivedChannels, toChannel, toPulse } from "./channel-store.ts";
import { type ChannelUse, createChannel } from "./create-channel.ts";
import { renameChannel } from "./rename-channel.ts";
import { restoreChannel } from "./restore-channel.ts";

export interface ChannelsDoor extends ChannelUse {
  epoch: string;
  /** How many people view a channel. */
  hereCount(id: ChannelId): number;
}

type ChannelCommands =
  | "channel.create"
  | "channel.rename"
  | "channel.archive"
  | "channel.restore"
  | "channel.list"
  | "channel.listArchived";

export function channelsCommands(door: ChannelsDoor): Pick<Handlers, ChannelCommands> {
  return {
    "channel.create": async (by, wanted) => ({ channel: await createChannel(door, by.session.person, wanted) }),

    "channel.rename": async (by, { channelId, ...wanted }) => ({
      channel: await renameChannel(door, by.session.person, channelId, wanted),
    }),

    async "channel.archive"(by, { channelId }) {
      await archiveChannel(door, by.session.person, channelId);
      return {};
    },

    "channel.restore": async (by, { channelId, newName }) => ({
      channel: await restoreChannel(door, by.session.person, channelId, newName),
    }),

    "channel.listArchived": async (by, { channelIds }) => ({
      channels: await archivedChannels(
        door.database.db,
        channelIds ? { ids: channelIds } : { owner: by.session.person.id },
      ),
    }),

    async "channel.list"(by, { watch }) {
      // Listening starts before reading, so that a change in between is told rather than missed.
      if (watch) by.seat?.hear({ to: "watchers" });
      if (watch === false) by.seat?.ignore({ to: "watchers" });
      const rows = await door.channels.list();
      return {
        epoch: door.epoch,
        channels: rows.map(toChannel),
        pulses: rows.map((row) => toPulse(row, door.hereCount(row.id))),
      };
    },
  };
}
