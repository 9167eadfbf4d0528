import { type Conversation, type Lookup, type Person, privateLimits } from "@parlor/protocol";
import type { z } from "zod";
import { makeChannelId } from "../channels/channel-id.ts";
import { digestOf } from "../people/digest.ts";
import { Refusal } from "../refusal.ts";
import { type NewsUse, tellChanged, tellRequests } from "./conversation-news.ts";
import { toConversation } from "./to-conversation.ts";

/** PRIV-5. Knocks with a key: makes the conversation with its owner, or finds it. Throws `key_not_found` and `limit_reached`. */
export async function openConversation(
  use: NewsUse,
  by: Person,
  lookup: z.infer<typeof Lookup>,
): Promise<Conversation> {
  const knocked = await use.database.commit("openConversation", {
    lookupHash: digestOf(lookup),
    by: by.id,
    at: Date.now(),
    id: makeChannelId(),
    most: privateLimits.conversationsPerPerson,
    mostRequests: privateLimits.requestsPerKey,
    mostOfKey: privateLimits.keyUses,
  });
  if ("refused" in knocked) throw new Refusal(knocked.refused);
  const { conversation, changed, news } = knocked;
  use.conversations.keep(conversation);
  tellChanged(use, conversation, changed);
  tellRequests(use, by.id, news);
  const seen = toConversation(conversation, by.id);
  if (!seen) throw new Error("a conversation cannot be hidden from who opens it");
  return seen;
}
