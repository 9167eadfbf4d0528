import type { Conversation, Person, PersonId } from "@parlor/protocol";
import type { ConversationRow } from "../db/procedures/conversation-rows.ts";

/**
 * PRIV-5. A conversation as this person sees it; undefined while there is nothing to see: whoever was asked hears of it with the
 * first message. How the other one stands to it shows nowhere (PRIV-7).
 */
export function toConversation(row: ConversationRow, of: PersonId): Conversation | undefined {
  const mine = row.members.find(({ personId }) => personId === of);
  const other = row.members.find(({ personId }) => personId !== of);
  if (!mine || !other || (mine.standing === "asked" && row.head === 0)) return undefined;
  const peer: Person = { id: other.personId, name: other.name, rev: other.personRev };
  return {
    id: row.id,
    peer,
    standing: mine.standing,
    ...(mine.keyId !== null && { keyId: mine.keyId }),
    createdAt: row.createdAt,
    head: row.head,
    ...(row.lastAt !== null && { lastAt: row.lastAt }),
    rev: mine.rev,
  };
}
