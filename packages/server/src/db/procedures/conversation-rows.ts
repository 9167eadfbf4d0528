import type { KeptStanding } from "../kept-standing.ts";
import type { Prepare } from "./prepare.ts";

/** One of the two people of a conversation, and how they stand to it. */
export interface MemberRow {
  personId: string;
  name: string;
  personRev: number;
  standing: KeptStanding;
  keyId: string | null;
  rev: number;
}

/** A conversation with both its people. */
export interface ConversationRow {
  id: string;
  createdAt: number;
  head: number;
  lastAt: number | null;
  members: MemberRow[];
}

type Row = Omit<ConversationRow, "members"> & MemberRow;

const ROWS = `
  select conversation.id, conversation.created_at as createdAt, log.head, log.last_at as lastAt,
    person.id as personId, person.name, person.rev as personRev, member.standing, member.key_id as keyId, member.rev
  from conversation_member member
    join conversation on conversation.id = member.conversation_id
    join log on log.id = conversation.id
    join person on person.id = member.person_id
  where conversation.id`;
/** Nobody else finds it: a conversation of others gets the same answer as an id that does not exist (PRIV-4). */
const THEIRS = "(select conversation_id from conversation_member where person_id = ?)";

function together(rows: Row[]): ConversationRow[] {
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((both) => {
    const [first] = both;
    if (!first) return [];
    const { id, createdAt, head, lastAt } = first;
    const members = both.map(({ personId, name, personRev, standing, keyId, rev }) => {
      return { personId, name, personRev, standing, keyId, rev };
    });
    return [{ id, createdAt, head, lastAt, members }];
  });
}

/** Reads one conversation of this person's; undefined when they have none of that id. */
export function readConversation(
  prepare: Prepare,
): (wanted: { id: string; by: string }) => ConversationRow | undefined {
  const one = prepare(`${ROWS} = ? and conversation.id in ${THEIRS}`);
  return ({ id, by }) => together(one.all(id, by) as unknown as Row[])[0];
}

/** A conversation as one of its two people sees it, in the order of the columns. */
export type SeenRow = [
  id: string,
  createdAt: number,
  head: number,
  lastAt: number | null,
  standing: KeptStanding,
  keyId: string | null,
  rev: number,
  peerId: string,
  peerName: string,
  peerRev: number,
];

const SEEN = `
  select conversation.id, conversation.created_at, log.head, log.last_at, mine.standing, mine.key_id, mine.rev,
    peer.id, peer.name, peer.rev
  from conversation_member mine
    join conversation on conversation.id = mine.conversation_id
    join log on log.id = conversation.id
    join person peer on peer.id = mine.peer_id
  where mine.person_id = ? and mine.standing not in ('unwritten', 'waiting')`;

/** Reads all conversations of a person: one row each, as an array, since of thousands that is a fifth of the time on the thread. */
export function readConversations(prepare: Prepare): (wanted: { by: string }) => SeenRow[] {
  const all = prepare(SEEN);
  all.setReturnArrays(true);
  return ({ by }) => all.all(by) as unknown as SeenRow[];
}
