import type { ChannelId, Milliseconds, Seq } from "@parlor/protocol";

/** One person, and the way they take to the server. */
export interface PersonPlan {
  name: string;
  url: string;
  token: string;
  sessionId: string;
}

/** Two people who write to each other privately: the owner of a private key, and who knocks with it. */
export type PairPlan = readonly [owner: PersonPlan, knocker: PersonPlan];

/** One client that a worker process runs. */
export interface ClientPlan extends PersonPlan {
  /** A channel, or a private conversation. */
  channelId: ChannelId;
  /** Reads only. */
  isSilent?: boolean;
}

/** How much the clients of one worker write. */
export interface Load {
  perSecond: number;
  /** UTF-16 units of each text, at least what the time stamp takes. */
  textLength: number;
  /** Only clients of this channel write. */
  channelId?: ChannelId;
}

/** What the parent may ask of a worker. */
export interface Orders {
  /** Opens clients; answered when each views its channel. */
  join: { takes: { seed: string; plans: ClientPlan[] }; gives: null };
  /** Opens clients of such pairs, one each, once they have met; answered with the conversations, in order. */
  pair: { takes: { seed: string; pairs: readonly PairPlan[] }; gives: ChannelId[] };
  /** Begins to write at this rate, beside what is written already. */
  talk: { takes: Load; gives: null };
  /** Stops writing. */
  hush: { takes: null; gives: null };
  /** Breaks every connection at once, as a router that forgets them does. */
  cut: { takes: null; gives: null };
  /**
   * Closes so many clients and opens them again on the same outbox, and the same keys: first those with a private conversation,
   * then those that have something unsent.
   */
  reload: { takes: { clients: number }; gives: null };
  /** Starts a new stretch of time for the delays that are measured. */
  stretch: { takes: { name: string }; gives: null };
  state: { takes: null; gives: CrowdState };
  /** Writes what was seen into files of JSON lines. */
  testify: { takes: { sent: string; readers: string }; gives: Figures };
}

export type Order = keyof Orders;

/** Whether a worker's clients have come to rest, and how far each channel is read by all of them. */
export interface CrowdState {
  clients: number;
  /** Viewing on a live socket. */
  live: number;
  /** Written and not answered. */
  unsent: number;
  acked: number;
  /** Clients that were refused because the disk is full. */
  full: number;
  /** The lowest seq up to which a reader of the channel has everything. */
  floors: Record<ChannelId, Seq>;
}

/** What a worker measured. Times are by the machine's monotonic clock, the same in each process. */
export interface Figures {
  resends: number;
  disconnects: number;
  /** Answers that refused, by code. */
  refusals: Record<string, number>;
  /** From writing to another's screen, by stretch. */
  delays: Record<string, Milliseconds[]>;
  /** Per client: the longest that a message waited for its answer. */
  waits: Milliseconds[];
  /** Per client: when it last lost a connection, and when it viewed again. */
  returns: { lostAt: Milliseconds; backAt: Milliseconds }[];
  /** The first `storage_full` of each client, and the longest it took a refusal to come. */
  full: { firstAt: Milliseconds; slowest: Milliseconds }[];
}
