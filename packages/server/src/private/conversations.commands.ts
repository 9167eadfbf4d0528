import type { Handlers } from "../gateway/caller.ts";
import { type AnswerUse, answerConversation } from "./answer-conversation.ts";
import { openConversation } from "./open-conversation.ts";
import { fromSeen } from "./to-conversation.ts";

type ConversationCommands = "private.open" | "private.list" | "private.answer";

export function conversationsCommands(use: AnswerUse): Pick<Handlers, ConversationCommands> {
  return {
    "private.open": async (by, { lookup }) => ({
      conversation: await openConversation(use, by.session.person, lookup),
    }),

    async "private.list"(by) {
      const { id } = by.session.person;
      const rows = await use.database.ask("readConversations", { by: id });
      const conversations = rows.flatMap((row) => fromSeen(row) ?? []);
      return { epoch: use.database.epoch, conversations };
    },

    "private.answer": async (by, reply) => ({
      conversation: await answerConversation(use, by.session.person, reply),
    }),
  };
}
