import {
  type ChannelId,
  type Conversation,
  type ParsedOf,
  type Person,
  type PersonId,
  privateLimits,
} from "@parlor/protocol";
import { Refusal } from "../refusal.ts";
import { type NewsUse, tellChanged, tellRequests } from "./conversation-news.ts";
import { toConversation } from "./to-conversation.ts";

export interface AnswerUse extends NewsUse {
  /** Takes this person's sockets out of the room. */
  cut(personId: PersonId, channelId: ChannelId): void;
}

/**
 * PRIV-6, PRIV-7. Accepts, declines or blocks the person who knocked, or takes a block back. A person who declined or blocked hears nothing of
 * it from here on, on none of their sockets; the other one is not told, and cannot find out.
 */
export async function answerConversation(
  use: AnswerUse,
  by: Person,
  { channelId, answer }: ParsedOf<"private.answer">,
): Promise<Conversation> {
  const replied = await use.database.commit("answerConversation", {
    id: channelId,
    by: by.id,
    at: Date.now(),
    answer,
    mostRequests: privateLimits.requestsPerKey,
  });
  const seen = replied && toConversation(replied.conversation, by.id);
  if (!replied || !seen) throw new Refusal("channel_not_found");
  use.conversations.keep(replied.conversation);
  if (seen.standing === "declined" || seen.standing === "blocked") use.cut(by.id, channelId);
  tellChanged(use, replied.conversation, replied.changed);
  tellRequests(use, by.id, replied.news);
  return seen;
}
