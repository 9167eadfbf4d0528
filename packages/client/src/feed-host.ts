import type { Channel, ChannelId, PersonId } from "@parlor/protocol";
import type { Call } from "./call.ts";
import type { Clock } from "./clock.ts";
import type { Outbox } from "./outbox.ts";
import type { PeopleDirectory } from "./people-directory.ts";

/** What a channel's feed has from its client. */
export interface FeedHost {
  call: Call;
  clock: Clock;
  random: () => number;
  people: PeopleDirectory;
  outbox: Outbox;
  /** Whether a session stands on a live socket. */
  isLive(): boolean;
  self(): PersonId | undefined;
  channel(id: ChannelId): Channel | undefined;
  learnChannel(channel: Channel): void;
}
