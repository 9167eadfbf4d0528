import type { Channel, ChannelId, Person } from "@parlor/protocol";
import { Refusal } from "../refusal.ts";
import { channelChange } from "./channel-change.ts";
import { archivedChannels, restoreChannelRow } from "./channel-store.ts";
import { chooseChannelName } from "./choose-channel-name.ts";
import { checkRoom, type ChannelUse } from "./create-channel.ts";
import { manageChannel } from "./manage-channel.ts";

/**
 * CH-10. Puts an archived channel back on the list with all its messages, under `newName` when one is given. For its owner;
 * without `by`, for the operator. A channel that is listed already is answered as it is, so that a repeated call succeeds.
 */
export async function restoreChannel(
  use: ChannelUse,
  by: Person | undefined,
  id: ChannelId,
  newName: string | undefined,
): Promise<Channel> {
  const { db } = use.database;
  const [archived] = await archivedChannels(db, { ids: [id] });
  if (!archived) return manageChannel(use.channels, by, id);
  // To everybody else an archived channel is one that never existed (CH-7).
  if (by && archived.ownedBy !== by.id) throw new Refusal("channel_not_found");
  if (by) await checkRoom(db, by);
  const row = await chooseChannelName(db, newName ?? archived.name, (chosen, looks) =>
    restoreChannelRow(use.database, id, chosen, looks),
  );
  if (!row) return manageChannel(use.channels, by, id);
  const channel = use.channels.keep(row);
  use.fanout.announce({ to: "watchers" }, "channel.changed", { channel });
  use.onChange?.(channelChange("restored", channel, by));
  return channel;
}
