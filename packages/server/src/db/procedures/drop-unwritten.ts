import type { Prepare } from "./prepare.ts";

export interface Drop {
  /** Conversations opened before this. */
  before: number;
  /** As many at once, so that no commit takes long. */
  most: number;
}

const OLD = `
  select asked.conversation_id as id from conversation_member asked
    join conversation on conversation.id = asked.conversation_id
    join log on log.id = conversation.id
    join conversation_member asking on asking.conversation_id = asked.conversation_id and asking.person_id = asked.peer_id
  where asked.standing = 'unwritten' and asking.standing = 'asking' and log.head = 0 and conversation.created_at < ?
  limit ?`;
const DROPS = [
  "delete from conversation_member where conversation_id = ?",
  "delete from conversation where id = ?",
  "delete from log where id = ?",
];

/** PRIV-9. Drops conversations in which nobody wrote; answers with how many. A block that who knocked has set stays. */
export function dropUnwritten(prepare: Prepare): (drop: Drop) => number {
  const [old, drops] = [prepare(OLD), DROPS.map((drop) => prepare(drop))];
  return ({ before, most }) => {
    const ids = (old.all(before, most) as unknown as { id: string }[]).map(({ id }) => id);
    for (const id of ids) for (const drop of drops) drop.run(id);
    return ids.length;
  };
}
