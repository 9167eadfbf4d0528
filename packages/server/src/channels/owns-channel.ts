import type { ChannelId, Person } from "@parlor/protocol";
import type { Db } from "../db/schema.ts";
import type { ChannelDirectory } from "./channel-directory.ts";
import { archivedChannels } from "./channel-store.ts";

/** Whether this person owns the channel, listed or archived. */
export async function ownsChannel(db: Db, channels: ChannelDirectory, by: Person, id: ChannelId): Promise<boolean> {
  const channel = (await channels.find(id)) ?? (await archivedChannels(db, { ids: [id] }))[0];
  return channel?.ownedBy === by.id;
}
