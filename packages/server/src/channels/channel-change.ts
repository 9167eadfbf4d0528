import type { Channel, Person } from "@parlor/protocol";
import type { ChannelChange } from "../logging/operator-log.ts";

/** A change of a listed channel, as it is after the change; without `by` the operator made it. */
export function channelChange(did: ChannelChange["did"], channel: Channel, by: Person | undefined): ChannelChange {
  const { id: channelId, name, rev, ownedBy } = channel;
  return { did, channelId, name, by: by?.id, rev, ownedBy };
}
