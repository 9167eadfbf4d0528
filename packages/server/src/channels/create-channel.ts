import { limits, type Channel, type Person } from "@parlor/protocol";
import type { Database } from "../db/open-database.ts";
import type { Db } from "../db/schema.ts";
import type { Fanout } from "../fanout/fanout.ts";
import type { ChannelChange } from "../logging/operator-log.ts";
import { channelChange } from "./channel-change.ts";
import type { ChannelDirectory } from "./channel-directory.ts";
import { makeChannelId } from "./channel-id.ts";
import { looksColumns } from "../people/looks-columns.ts";
import { Refusal } from "../refusal.ts";
import { countChannels, insertChannel } from "./channel-store.ts";
import { chooseChannelName } from "./choose-channel-name.ts";

export interface ChannelUse {
  database: Database;
  channels: ChannelDirectory;
  fanout: Fanout;
  /** Told of each change to a channel, for the log. */
  onChange?(change: ChannelChange): void;
}

export interface NewChannel {
  name: string;
  about?: string | undefined;
  isDefault?: boolean;
}

/** CH-8. A list that anyone can fill needs an end. */
export async function checkRoom(db: Db, by: Person): Promise<void> {
  const { inAll, own } = await countChannels(db, by.id);
  if (own >= limits.channelsPerPerson || inAll >= limits.channelsInAll) throw new Refusal("limit_reached");
}

/** Makes a channel and tells the watchers. `by` is absent for the one a fresh server starts with (CH-3). */
export async function createChannel(use: ChannelUse, by: Person | undefined, wanted: NewChannel): Promise<Channel> {
  const { database } = use;
  const { db } = database;
  if (by) await checkRoom(db, by);
  const row = await chooseChannelName(db, wanted.name, async (name, looks) => {
    const made = {
      id: makeChannelId(),
      name,
      ...looksColumns(looks),
      about: wanted.about ?? "",
      created_by: by?.id ?? null,
      owned_by: by?.id ?? null,
      created_at: Date.now(),
      rev: 1,
      is_default: wanted.isDefault ? 1 : 0,
      archived_at: null,
      archived_by: null,
    };
    await insertChannel(database, made);
    return made;
  });
  const channel = use.channels.keep(row);
  use.fanout.announce({ to: "watchers" }, "channel.changed", { channel });
  use.onChange?.(channelChange("made", channel, by));
  return channel;
}
