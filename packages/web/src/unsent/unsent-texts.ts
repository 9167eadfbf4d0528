import type { Outgoing } from "@parlor/client";
import type { ChannelId } from "@parlor/protocol";

/** A text that was written and is nowhere else: its channel or conversation is gone. */
export interface UnsentText {
  /** Unique in a list. */
  readonly key: string;
  readonly roomId: ChannelId;
  readonly text: string;
  /** A message that was sent off, by its id; without one, a draft. */
  readonly clientId?: string;
  /** It was written to one person, so it must not be sent to a channel with one click. */
  readonly isPrivate: boolean;
}

/** How a kept room name begins; one of a private conversation is that person's name. */
export const roomSigns = { channel: "#", conversation: "@" } as const;

export interface WrittenTexts {
  outgoing: readonly Outgoing[];
  drafts: ReadonlyMap<ChannelId, string>;
  channels: ReadonlySet<ChannelId>;
  /** Undefined while nobody knows which conversations there are. */
  conversations: ReadonlySet<ChannelId> | undefined;
  /** Whether the draft is stored as one to a person. */
  isSealed: (id: ChannelId) => boolean;
  /** What the room was last called, with its sign; undefined when that was never known. */
  nameOf: (id: ChannelId) => string | undefined;
}

/**
 * What a person wrote to rooms that are gone, messages first, in the order of writing. A text whose room may still turn up is
 * not among them: nothing is called lost while the conversations are being loaded.
 */
export function unsentTexts({
  outgoing,
  drafts,
  channels,
  conversations,
  isSealed,
  nameOf,
}: WrittenTexts): UnsentText[] {
  const isPrivate = (id: ChannelId): boolean =>
    isSealed(id) || (nameOf(id)?.startsWith(roomSigns.conversation) ?? false);
  const isChannel = (id: ChannelId): boolean => nameOf(id)?.startsWith(roomSigns.channel) ?? false;
  const isGone = (id: ChannelId, knownChannel: boolean): boolean =>
    !channels.has(id) && (knownChannel || (conversations !== undefined && !conversations.has(id)));

  const messages = outgoing.flatMap(({ draft }) =>
    isGone(draft.channelId, !draft.isPrivate)
      ? {
          key: draft.clientId,
          roomId: draft.channelId,
          text: draft.text,
          clientId: draft.clientId,
          isPrivate: draft.isPrivate ?? false,
        }
      : [],
  );
  const begun = [...drafts].flatMap(([roomId, text]) =>
    text.trim() !== "" && isGone(roomId, isChannel(roomId))
      ? { key: `draft ${roomId}`, roomId, text, isPrivate: isPrivate(roomId) }
      : [],
  );
  return [...messages, ...begun];
}
