import type { ChannelId, Message } from "@parlor/protocol";
import type { Draft } from "./outgoing.ts";

/**
 * Why a private message cannot be shown, or what is wrong with the run it stands in (SEAL-24). A message of the first
 * kind has no text; one of the second has.
 */
export type Trouble =
  /** This browser has no keys for it. */
  | "locked"
  /** It was changed on its way, or never was a message of this conversation. */
  | "broken"
  /** Whole, but of another identity than the pinned one. */
  | "stranger"
  /** Sealed in a way that this version does not know. */
  | "unknown"
  /** Messages of its sender before this one are gone. */
  | "missing"
  /** Its sender wrote it once, and here it stands again. */
  | "replayed"
  /** Its sender wrote it before others that stand before it. */
  | "reordered"
  /** This device has seen more of the conversation than the server shows now. */
  | "rolled-back";

/** A message as a timeline holds it. In a private conversation its text is the opened one, empty where it could not be opened. */
export type ReadMessage = Message & { readonly trouble?: Trouble };

/** What an outbox needs so that a private draft can go out; without one, such drafts wait. */
export interface Sealer {
  /**
   * The clientIds of a conversation that are sealed and not acked, in the order of sealing: so they are sent, from any tab.
   * Undefined while nothing of the conversation may go out.
   */
  sealed(channelId: ChannelId): readonly string[] | undefined;
  /** What to send of a draft, the same each time (MSG-3); undefined when it has to be tried again. Never rejects. */
  seal(draft: Draft): Promise<string | undefined>;
  acked(draft: Draft): void;
  /** It was refused for good, or thrown away. Rejects when that cannot be kept: then the draft has to stay. */
  dropped(draft: Draft): Promise<void>;
  /** This tab sends from now on: brings what other tabs sealed. Never rejects. */
  turned(): Promise<void>;
}

/** Private messages as the client sees them; `@parlor/client/private` brings them when they are first needed. */
export interface PrivatePart extends Sealer {
  /** Every event of the live socket, after the client itself has heard it. */
  heard(name: string, payload: unknown): void;
}
