import type { Conversation, PersonId } from "@parlor/protocol";
import { isSeen } from "../db/kept-standing.ts";
import type { ConversationRow, SeenRow } from "../db/procedures/conversation-rows.ts";

/** A conversation as this person, one of its two, sees it; undefined while there is nothing to see. */
export function toConversation(row: ConversationRow, of: PersonId): Conversation | undefined {
  const mine = row.members.find(({ personId }) => personId === of);
  const other = row.members.find(({ personId }) => personId !== of);
  if (!mine || !other) return undefined;
  const [{ standing, keyId, rev }, { personId, name, personRev }] = [mine, other];
  return fromSeen([row.id, row.createdAt, row.head, row.lastAt, standing, keyId, rev, personId, name, personRev]);
}

/**
 * PRIV-5. Undefined while there is nothing to see: the person who was asked hears of it with the first message. How the other one stands
 * to it shows nowhere (PRIV-7).
 */
export function fromSeen(row: SeenRow): Conversation | undefined {
  const [id, createdAt, head, lastAt, standing, keyId, rev, peerId, name, peerRev] = row;
  if (!isSeen(standing)) return undefined;
  return {
    id,
    peer: { id: peerId, name, rev: peerRev },
    standing,
    ...(keyId !== null && { keyId }),
    createdAt,
    head,
    ...(lastAt !== null && { lastAt }),
    rev,
  };
}
