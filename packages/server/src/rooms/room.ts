import type { Channel, ChannelId, Person, PersonId, Seq } from "@parlor/protocol";

/** What somebody wants to do with what they name. */
export type RoomRight = "read" | "write" | "type";

interface RoomBase {
  id: ChannelId;
  /** What the person who asked may do with it. */
  may: Record<RoomRight, boolean>;
}

/** A channel: open to everyone, with people to be seen in it. */
export interface ChannelRoom extends RoomBase {
  kind: "channel";
  channel: Channel;
}

/** A private conversation: its two people's alone. Nothing of it may reach a list, a pulse or a presence that others see. */
export interface ConversationRoom extends RoomBase {
  kind: "conversation";
  /** Nothing is stored past this seq; absent once it is accepted (PRIV-6). */
  headMost?: Seq;
}

/** What messages stand in, as one person stands to it. */
export type Room = ChannelRoom | ConversationRoom;

/**
 * The one door of messages and presence to what they are asked for. What is absent, and what is not this person's to use so, is
 * `channel_not_found` alike (R8, CH-7, PRIV-4). A room in memory comes without a promise.
 */
export type Door = (by: Person, id: ChannelId, right: RoomRight) => Room | Promise<Room>;

/** Knows the rooms of one kind. */
export interface RoomSource {
  /** From memory alone; undefined when it may still be found on disk. */
  known(by: PersonId, id: ChannelId): Room | undefined;
  /** From disk, and from then on known; undefined when there is none for this person. */
  find(by: PersonId, id: ChannelId): Promise<Room | undefined>;
}
