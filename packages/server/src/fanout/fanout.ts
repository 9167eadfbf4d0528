import type { ChannelId, EventName, Events, MessagePage, PersonId } from "@parlor/protocol";

/** Who hears an event. An audience is a delivery list, never a right: rights are checked where things are read. */
export type Audience =
  | { to: "everyone" }
  | { to: "watchers" }
  | { to: "viewers"; of: ChannelId; exceptSocket?: string };

/** Every socket of one person, from the moment it is theirs: nothing that is joined or left. */
export interface OnePerson {
  to: "person";
  id: PersonId;
}

/**
 * Carries stored messages to the viewers of a channel, and news to those who need it, on every node.
 *
 * Nothing is sent twice, and nothing that got lost is sent again: a client that misses it sees a hole in seq, and reads it from the
 * store (R4, R5). One node tells the batches of a channel in the order in which they were published, which must be that of
 * seq; across channels, and between messages and announcements, there is no order.
 */
export interface Fanout {
  /**
   * Sends a batch of messages that are on disk to the channel's viewers: at once where they are few, and together with what
   * follows within some milliseconds where they are a crowd.
   */
  publish(batch: MessagePage): void;
  /** Sends an event; a `volatile` one is dropped for a socket that is not ready to take it. */
  announce<E extends EventName>(
    audience: Audience | OnePerson,
    event: E,
    payload: Events[E],
    how?: { volatile: boolean },
  ): void;
  /** After this call nothing published before it waits here any more. */
  drain(): void;
}
