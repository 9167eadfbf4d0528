import type { Template } from "../load/template.ts";
import type { Wire } from "../load/wire.ts";

/** Where a connection sits: in which channel, and as whom where that matters. */
export interface Seat {
  channel: string;
  token?: string;
}

/** How the load speaks to one kind of server. Framing is known here only, and only while a connection is set up. */
export interface Dialect {
  /** Brings a fresh connection to where it gets everything that is said in its channel. */
  view(wire: Wire, seat: Seat): Promise<void>;
  /** Brings a fresh connection to where it can say something. */
  enter(wire: Wire, seat: Seat): Promise<void>;
  /** The bytes that say a marked text in a channel. */
  utterance(channel: string): Template;
  /** What the server sends to see whether somebody is there, and the answer it wants. */
  ping?: { heard: Buffer; answer: Buffer };
}
