import { type ConversationRow, readConversation } from "./conversation-rows.ts";
import type { Prepare } from "./prepare.ts";

/** Requests that show now, and their owner's keys that are no longer full. */
export interface News {
  shown: ConversationRow[];
  freed: string[];
}

export interface Requests {
  /** How many of a key's requests wait for an answer where their owner sees them. */
  asked(keyId: string): number;
  /** PRIV-9, PRIV-10. The first message came: the request shows, or waits behind the others of its key. */
  written(id: string, by: string, most: number): void;
  /** PRIV-10. The oldest of those that wait take the places that are free. */
  fill(ownerId: string, most: number): News;
}

const HOW_MANY = "select count(*) as count from conversation_member where key_id = ? and standing = ?";
const ASKED = `
  select person_id as ownerId, key_id as keyId from conversation_member
  where conversation_id = ? and peer_id = ? and standing = 'unwritten'`;
/** Its `rev` stays 1: nobody has seen another. */
const PLACE = "update conversation_member set standing = ? where conversation_id = ? and person_id = ?";
const COUNTED = "update private_key set requests = requests + 1 where key_id = ?";
/** What came through a key that was renewed or switched off waits for ever. */
const FULL_KEYS = `
  select key_id as keyId from private_key where person_id = ?
  and exists (select 1 from conversation_member member where member.key_id = private_key.key_id and standing = 'waiting')`;
const OLDEST = `
  select conversation_id as id from conversation_member where key_id = ? and standing = 'waiting' order by rowid limit ?`;

/** The places of requests, to be given within a transaction. Only their owner's answers free them, and no sender is told. */
export function requests(prepare: Prepare): Requests {
  const [howMany, unwritten, counted] = [prepare(HOW_MANY), prepare(ASKED), prepare(COUNTED)];
  const [fullKeys, oldest] = [prepare(FULL_KEYS), prepare(OLDEST)];
  const [read, place] = [readConversation(prepare), prepare(PLACE)];
  const count = (keyId: string, of: "asked" | "waiting") => (howMany.get(keyId, of) as { count: number }).count;

  const show = (id: string, ownerId: string): ConversationRow[] => {
    place.run("asked", id, ownerId);
    const row = read({ id, by: ownerId });
    return row ? [row] : [];
  };

  return {
    asked: (keyId) => count(keyId, "asked"),

    written(id, by, most) {
      const request = unwritten.get(id, by) as { ownerId: string; keyId: string } | undefined;
      if (!request) return;
      const { ownerId, keyId } = request;
      counted.run(keyId);
      place.run(count(keyId, "asked") < most ? "asked" : "waiting", id, ownerId);
    },

    fill(ownerId, most) {
      const news: News = { shown: [], freed: [] };
      for (const { keyId } of fullKeys.all(ownerId) as unknown as { keyId: string }[]) {
        const places = most - count(keyId, "asked");
        if (places <= 0) continue;
        for (const { id } of oldest.all(keyId, places) as unknown as { id: string }[])
          news.shown.push(...show(id, ownerId));
        if (count(keyId, "waiting") === 0) news.freed.push(keyId);
      }
      return news;
    },
  };
}
