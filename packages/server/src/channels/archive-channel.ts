import type { ChannelId, Person } from "@parlor/protocol";
import { Refusal } from "../refusal.ts";
import { manageChannel } from "./manage-channel.ts";
import { archiveChannelRow } from "./channel-store.ts";
import type { ChannelUse } from "./create-channel.ts";
import { tellArchived } from "./tell-archived.ts";

/**
 * Takes a channel off the list. Its messages stay on disk, and nobody reaches them until it is restored (CH-7, CH-10).
 * Without `by` the operator archives it.
 */
export async function archiveChannel(use: ChannelUse, by: Person | undefined, id: ChannelId): Promise<void> {
  const { name, isDefault } = await manageChannel(use.channels, by, id);
  if (isDefault)
    throw new Refusal("not_allowed", { message: `Newcomers start in #${name}, so it cannot be archived.` });
  await archiveChannelRow(use.database, id, { at: Date.now(), by: by?.id });
  use.channels.drop(id);
  tellArchived(use.fanout, { channelId: id, name, ...(by && { by }) });
  use.onChange?.({ did: "archived", channelId: id, name, by: by?.id });
}
