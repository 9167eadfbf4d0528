import type { Trouble } from "@parlor/client";
import type { ChannelId, ErrorCode, Seq } from "@parlor/protocol";

/** One message as its sender knows it. */
export interface Sent {
  /** The client it was written in; one person may have several. */
  client: string;
  session: string;
  channelId: ChannelId;
  clientId: string;
  /** How often it went out: once more than it was resent. */
  tries: number;
  /** Every place an answer gave it. All of one epoch must be the same. */
  answers: { epoch: string; seq: Seq }[];
  refused?: ErrorCode;
}

/** A message at its place. */
export type Sight = readonly [seq: Seq, clientId: string];

/** A stretch of viewing that nothing interrupted but honest catching up: it ends with a `reset`. */
export interface Life {
  epoch: string;
  /** What lies up to here was not promised: the life's first page began after it. */
  after: Seq;
  /** Whether the timeline told its reader that something may be missing before this life. */
  wasTold: boolean;
  /** In the order they came to the screen. */
  saw: Sight[];
}

/** One client's view of one channel, from the first answer to the end. */
export interface Reader {
  name: string;
  channelId: ChannelId;
  lives: Life[];
  /** What the timeline shows at the end, from top to bottom. */
  shown: Sight[];
  /** Of a private conversation: everything that was ever shown as not to be opened, or as not in its chain. */
  complaints?: Complaint[];
}

export interface Complaint {
  seq: Seq;
  clientId: string;
  trouble: Trouble;
}

/** What happened on one raw socket, in order. */
export type WitnessEvent =
  | { is: "viewed" | "unviewed"; channelId: ChannelId }
  /** Its session has ended: nothing may reach it any more, and nothing of it be stored. */
  | { is: "ended" }
  /** It tries to write where it has no right to. */
  | { is: "tried"; clientId: string }
  /** Something reached it of a private conversation that is none of its own. */
  | { is: "overheard"; channelId: ChannelId; what: string }
  | { is: "told"; channelId: ChannelId; seq: Seq; clientId: string };

export interface Witness {
  name: string;
  events: WitnessEvent[];
}

export interface Row {
  channelId: ChannelId;
  seq: Seq;
  session: string;
  clientId: string;
}

/** The database of one epoch, read after quiet. */
export interface Stored {
  epoch: string;
  rows: Row[];
}

/** Everything the checker looks at. */
export interface Evidence {
  /** In the order each client sent them. */
  sent: Sent[];
  readers: Reader[];
  witnesses: Witness[];
  /** The last one is the database as it is now; earlier ones are of epochs that a restore ended. */
  stored: Stored[];
}
