import type { Prepare } from "./prepare.ts";

export interface NewHook {
  id: string;
  channelId: string;
  tokenHash: string;
  by: string;
  at: number;
  bot: { personId: string; sessionId: string; name: string };
  /** Hooks a channel may have, and a person may have made. */
  mostOfChannel: number;
  mostOfPerson: number;
}

const OPEN = "select 1 from channel where id = ? and archived_at is null";
const COUNT = `
  select count(*) filter (where channel_id = ?) as channel, count(*) filter (where created_by = ?) as person from webhook
  where channel_id = ? or created_by = ?`;
const PERSON = `
  insert into person (id, name, name_folded, name_shape, name_reading, rev, created_at, imported, bot) values (?, ?, ?, ?, ?, 1, ?, 0, 1)`;
const SESSION = "insert into session (id, person_id, token_hash, created_at) values (?, ?, ?, ?)";
const HOOK = `
  insert into webhook (id, channel_id, person_id, session_id, token_hash, created_by, created_at)
  values (?, ?, ?, ?, ?, ?, ?)`;

/** HOOK-1, HOOK-6. Makes a hook with its author and the author's session; the bounds hold also for two at the same moment. */
export function createHook(prepare: Prepare): (hook: NewHook) => "made" | "channel_not_found" | "limit_reached" {
  const [open, count, person] = [prepare(OPEN), prepare(COUNT), prepare(PERSON)];
  const [session, insert] = [prepare(SESSION), prepare(HOOK)];

  return ({ id, channelId, tokenHash, by, at, bot, mostOfChannel, mostOfPerson }) => {
    if (!open.get(channelId)) return "channel_not_found";
    const counted = count.get(channelId, by, channelId, by) as { channel: number; person: number };
    if (counted.channel >= mostOfChannel || counted.person >= mostOfPerson) return "limit_reached";
    // Several bots may have one label, and none keeps a person from a name: no name holds a private-use character.
    const looks = `\uE000${bot.personId}`;
    person.run(bot.personId, bot.name, looks, looks, looks, at);
    // No token hashes to this, so nobody can sign in as the bot.
    session.run(bot.sessionId, bot.personId, `none: ${bot.sessionId}`, at);
    insert.run(id, channelId, bot.personId, bot.sessionId, tokenHash, by, at);
    return "made";
  };
}
