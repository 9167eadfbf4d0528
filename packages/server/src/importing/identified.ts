import type { ChannelId } from "@parlor/protocol";
import { uuidFrom } from "./import-ids.ts";
import type { ForeignAuthor } from "./intake.ts";
import type { StagedMessage } from "./staged-messages-store.ts";

/** A staged message with its author and its clientId in a channel. */
export interface IdentifiedMessage extends Omit<StagedMessage, "author"> {
  author: ForeignAuthor;
  clientId: string;
}

/**
 * IMP-2. Gives messages in time order their clientIds: each comes from the message's content and how often the same content
 * came before it. So a second run, or one over a grown file, finds what is stored.
 */
export function* identified(
  channelId: ChannelId,
  messages: Iterable<StagedMessage>,
  authors: readonly ForeignAuthor[],
): Generator<IdentifiedMessage> {
  let copies = new Map<string, number>();
  let moment: number | undefined;
  for (const { author: number, ...message } of messages) {
    const author = authors[number] ?? { key: "", name: "" };
    // Equal messages have equal times, so only those of one moment have to be remembered.
    if (message.at !== moment) copies = new Map();
    moment = message.at;
    const content = uuidFrom(channelId, String(message.at), author.key, message.text);
    const copy = (copies.get(content) ?? 0) + 1;
    copies.set(content, copy);
    yield { ...message, author, clientId: uuidFrom(content, String(copy)) };
  }
}
