import type { KeptStanding } from "../kept-standing.ts";
import { type ConversationRow, readConversation } from "./conversation-rows.ts";
import type { Prepare } from "./prepare.ts";
import { type News, requests } from "./requests.ts";
import { standings } from "./standings.ts";

export interface Knock {
  lookupHash: string;
  by: string;
  at: number;
  /** The id of the conversation, if this makes one. */
  id: string;
  /** Conversations a person may begin. */
  most: number;
  /** Requests of one key that show at a time, and those that may ever come through it. */
  mostRequests: number;
  mostOfKey: number;
}

/** The conversation, those whose view of it changed, and what shows to who knocks because this answered somebody; or why there is none. */
export type Knocked =
  | { conversation: ConversationRow; changed: string[]; news: News }
  | { refused: "key_not_found" | "limit_reached" };

/**
 * A key that works, and is not one's own. A person who came through it once may come again when its uses are spent, so that a link
 * opened twice leads to the same place.
 */
const KEY = `
  select key_id as keyId, person_id as ownerId from private_key
  where lookup_hash = ?1 and person_id <> ?2 and (expires_at is null or expires_at > ?3) and (((uses is null or used < uses) and requests < ?4)
    or exists (select 1 from private_key_guest guest where guest.key_id = private_key.key_id and guest.person_id = ?2))`;
const GUEST = "insert into private_key_guest (key_id, person_id) values (?, ?) on conflict do nothing";
const USED = "update private_key set used = used + 1 where key_id = ?";
const PAIR = "select conversation_id as id from conversation_member where person_id = ? and peer_id = ?";
/** Those that a person began. Of what others begin with them there is no such end, or strangers could reach it. */
const COUNT = `
  select count(*) as own from conversation_member join conversation on conversation.id = conversation_id
  where person_id = ?1 and asked_by = ?1`;
const LOG = "insert into log (id, head) values (?, 0)";
const CONVERSATION = "insert into conversation (id, asked_by, created_at) values (?, ?, ?)";
const MEMBER = `
  insert into conversation_member (conversation_id, person_id, peer_id, standing, key_id, rev) values (?, ?, ?, ?, ?, 1)`;
/** Knocking back at somebody who knocked is an answer, also where one has not heard of it. */
const ANSWERS: ReadonlySet<KeptStanding> = new Set<KeptStanding>(["asked", "declined", "unwritten", "waiting"]);
/** Not within the hour, so that opening twice gives the same answer. */
const RENEW = `
  update conversation set created_at = ?1 where id = ?2 and created_at < ?1 - 3600000
  and exists (select 1 from conversation_member where conversation_id = ?2 and standing = 'unwritten')`;
const CAME = "update conversation_member set key_id = ? where conversation_id = ? and person_id = ?";

/**
 * PRIV-5, PRIV-6, PRIV-9. Knocks with a key. The first knock of a person through a key spends one of its uses even if nothing comes of it,
 * and later ones none: what is left of a key says nothing about how its owner answered (PRIV-7).
 */
export function openConversation(prepare: Prepare): (knock: Knock) => Knocked {
  const [key, guest, used, pair] = [prepare(KEY), prepare(GUEST), prepare(USED), prepare(PAIR)];
  const [count, log, conversation, member] = [prepare(COUNT), prepare(LOG), prepare(CONVERSATION), prepare(MEMBER)];
  const [came, read, standing] = [prepare(CAME), readConversation(prepare), standings(prepare)];
  const [renew, { asked, fill }] = [prepare(RENEW), requests(prepare)];
  const began = (personId: string) => (count.get(personId) as { own: number }).own;

  /** Those whose view changes when the two know each other already. */
  const again = (id: string, { by, at, mostRequests }: Knock, ownerId: string, keyId: string): string[] => {
    const mine = standing.of(id, by)?.standing;
    if (mine !== undefined && ANSWERS.has(mine)) return standing.accept(id, by, at);
    if (mine !== "asking" || standing.of(id, ownerId)?.standing !== "declined") return [];
    // Who declined is asked again, while there is a place.
    if (asked(keyId) >= mostRequests) return [];
    standing.set(id, ownerId, "asked");
    came.run(keyId, id, ownerId);
    return [ownerId];
  };

  return (knock) => {
    const { lookupHash, by, at, id, most, mostRequests, mostOfKey } = knock;
    const found = key.get(lookupHash, by, at, mostOfKey) as { keyId: string; ownerId: string } | undefined;
    if (!found) return { refused: "key_not_found" };
    const { keyId, ownerId } = found;
    const known = (pair.get(by, ownerId) as { id: string } | undefined)?.id;
    if (known === undefined && began(by) >= most) return { refused: "limit_reached" };
    if (guest.run(keyId, by).changes === 1) used.run(keyId);
    let changed = [by, ownerId];
    if (known !== undefined) {
      changed = again(known, knock, ownerId, keyId);
      renew.run(at, known);
    } else {
      log.run(id);
      conversation.run(id, by, at);
      member.run(id, by, ownerId, "asking", null);
      member.run(id, ownerId, by, "unwritten", keyId);
    }
    const row = read({ id: known ?? id, by });
    return row ? { conversation: row, changed, news: fill(by, mostRequests) } : { refused: "key_not_found" };
  };
}
