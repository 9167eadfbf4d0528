import { type ConversationRow, readConversation } from "./conversation-rows.ts";
import type { Prepare } from "./prepare.ts";
import { standings } from "./standings.ts";

export interface Knock {
  lookupHash: string;
  by: string;
  at: number;
  /** The id of the conversation, if this makes one. */
  id: string;
  /** Conversations a person may begin, and as many that others may begin with them. */
  most: number;
}

/** The conversation and those whose view of it changed, or why there is none. */
export type Knocked =
  | { conversation: ConversationRow; changed: string[] }
  | { refused: "key_not_found" | "limit_reached" };

/**
 * A key that works, and is not one's own. A person who came through it once may come again when its uses are spent, so that a link
 * opened twice leads to the same place.
 */
const KEY = `
  select key_id as keyId, person_id as ownerId from private_key
  where lookup_hash = ?1 and person_id <> ?2 and (expires_at is null or expires_at > ?3) and (uses is null or used < uses
    or exists (select 1 from private_key_guest guest where guest.key_id = private_key.key_id and guest.person_id = ?2))`;
const GUEST = "insert into private_key_guest (key_id, person_id) values (?, ?) on conflict do nothing";
const USED = "update private_key set used = used + 1 where key_id = ?";
const PAIR = "select conversation_id as id from conversation_member where person_id = ? and peer_id = ?";
/** Those that a person began, and those that others began with them. */
const COUNT = `
  select count(*) filter (where asked_by = ?1) as own, count(*) filter (where asked_by <> ?1) as others
  from conversation_member join conversation on conversation.id = conversation_id where person_id = ?1`;
const LOG = "insert into log (id, head) values (?, 0)";
const CONVERSATION = "insert into conversation (id, asked_by, created_at) values (?, ?, ?)";
const MEMBER = `
  insert into conversation_member (conversation_id, person_id, peer_id, standing, key_id, rev) values (?, ?, ?, ?, ?, 1)`;
const CAME = "update conversation_member set key_id = ? where conversation_id = ? and person_id = ?";

/**
 * PRIV-5, PRIV-6. Knocks with a key. The first knock of a person through a key spends one of its uses even if nothing comes of it,
 * and later ones none: what is left of a key says nothing about how its owner answered (PRIV-7).
 */
export function openConversation(prepare: Prepare): (knock: Knock) => Knocked {
  const [key, guest, used, pair] = [prepare(KEY), prepare(GUEST), prepare(USED), prepare(PAIR)];
  const [count, log, conversation, member] = [prepare(COUNT), prepare(LOG), prepare(CONVERSATION), prepare(MEMBER)];
  const [came, read, standing] = [prepare(CAME), readConversation(prepare), standings(prepare)];
  const has = (personId: string) => count.get(personId) as { own: number; others: number };

  /** Those whose view changes when the two know each other already. */
  const again = (id: string, by: string, ownerId: string, keyId: string, at: number): string[] => {
    const mine = standing.of(id, by)?.standing;
    // Knocking back at somebody who knocked is an answer.
    if (mine === "asked" || mine === "declined") return standing.accept(id, by, at);
    if (mine !== "asking" || standing.of(id, ownerId)?.standing !== "declined") return [];
    standing.set(id, ownerId, "asked");
    came.run(keyId, id, ownerId);
    return [ownerId];
  };

  return ({ lookupHash, by, at, id, most }) => {
    const found = key.get(lookupHash, by, at) as { keyId: string; ownerId: string } | undefined;
    if (!found) return { refused: "key_not_found" };
    const { keyId, ownerId } = found;
    const known = (pair.get(by, ownerId) as { id: string } | undefined)?.id;
    if (known === undefined && (has(by).own >= most || has(ownerId).others >= most))
      return { refused: "limit_reached" };
    if (guest.run(keyId, by).changes === 1) used.run(keyId);
    let changed = [by, ownerId];
    if (known !== undefined) changed = again(known, by, ownerId, keyId, at);
    else {
      log.run(id);
      conversation.run(id, by, at);
      member.run(id, by, ownerId, "asking", null);
      member.run(id, ownerId, by, "asked", keyId);
    }
    const row = read({ id: known ?? id, by });
    return row ? { conversation: row, changed } : { refused: "key_not_found" };
  };
}
