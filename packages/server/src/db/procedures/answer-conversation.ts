import type { ParsedOf, Standing } from "@parlor/protocol";
import { isSeen } from "../kept-standing.ts";
import { type ConversationRow, readConversation } from "./conversation-rows.ts";
import type { Prepare } from "./prepare.ts";
import { type News, requests } from "./requests.ts";
import { standings } from "./standings.ts";

export interface Reply {
  id: string;
  by: string;
  at: number;
  answer: ParsedOf<"private.answer">["answer"];
  /** Requests of one key that show at a time. */
  mostRequests: number;
}

/** The conversation as it is now, those whose view of it changed, and what shows in its place; undefined when it is not this person's to see. */
export type Replied = { conversation: ConversationRow; changed: string[]; news: News } | undefined;

const BEGAN = "select asked_by as askedBy, accepted_at as acceptedAt from conversation where id = ?";

/** PRIV-6, PRIV-7. Answers the person who knocked. An answer that does not apply changes nothing. */
export function answerConversation(prepare: Prepare): (reply: Reply) => Replied {
  const [began, read, standing] = [prepare(BEGAN), readConversation(prepare), standings(prepare)];
  const { fill } = requests(prepare);

  const answered = ({ id, by, at, answer }: Reply, mine: Standing): string[] => {
    const take = (next: Standing): string[] => {
      standing.set(id, by, next);
      return [by];
    };
    switch (answer) {
      case "accept":
        return mine === "asked" || mine === "declined" ? standing.accept(id, by, at) : [];
      case "decline":
        return mine === "asked" ? take("declined") : [];
      case "block":
        return mine === "blocked" ? [] : take("blocked");
      case "unblock": {
        if (mine !== "blocked") return [];
        const { askedBy, acceptedAt } = began.get(id) as { askedBy: string; acceptedAt: number | null };
        if (acceptedAt !== null) return take("open");
        return take(askedBy === by ? "asking" : "asked");
      }
    }
  };

  return (reply) => {
    const mine = standing.of(reply.id, reply.by);
    if (!mine || !isSeen(mine.standing)) return undefined;
    const changed = answered(reply, mine.standing);
    const conversation = read(reply);
    const news = fill(reply.by, reply.mostRequests);
    return conversation && { conversation, changed, news };
  };
}
