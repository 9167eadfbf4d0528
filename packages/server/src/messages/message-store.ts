import { limits, type ChannelId, type Message, type MessagePage, type Person, type Seq } from "@parlor/protocol";
import type { Database } from "../db/open-database.ts";
import type { Db } from "../db/schema.ts";

/** One message on its way to disk. */
export interface NewMessage {
  channelId: ChannelId;
  sessionId: string;
  clientId: string;
  personId: string;
  text: string;
  at: number;
}

/** What became of it: its place, and whether this call put it there. Absent when the channel is gone. */
export type Stored = { seq: Seq; at: number; isNew: boolean } | undefined;

/** One JSON array carries the batch, so each statement is prepared once whatever the batch's size. */
const BATCH = `
  select e.key as n,
    e.value ->> 0 as channel_id, e.value ->> 1 as session_id, e.value ->> 2 as client_id,
    e.value ->> 3 as person_id, e.value ->> 4 as text, e.value ->> 5 as at
  from json_each(?) as e`;

/** Dedupes within the batch and against the table, then numbers what is left from each channel's head. */
const INSERT = `
  insert into message (channel_id, seq, person_id, session_id, client_id, at, text)
  select fresh.channel_id,
    channel.head + row_number() over (partition by fresh.channel_id order by fresh.n),
    fresh.person_id, fresh.session_id, fresh.client_id, fresh.at, fresh.text
  from (
    select *, row_number() over (partition by session_id, client_id order by n) as copy from (${BATCH})
  ) as fresh
  join channel on channel.id = fresh.channel_id and channel.archived_at is null
  left join message as old on old.session_id = fresh.session_id and old.client_id = fresh.client_id
  where fresh.copy = 1 and old.seq is null
  returning session_id, client_id`;

/** The counter row of each channel follows in the same transaction, so seq has no gap and no twin (MSG-2). */
const COUNT = `
  update channel set
    head = (select max(seq) from message where channel_id = channel.id),
    last_at = (select at from message where channel_id = channel.id order by seq desc limit 1)
  where id in (select distinct channel_id from (${BATCH}))
    and exists (select 1 from message where channel_id = channel.id)`;

const ANSWER = `
  select sent.n, message.seq, message.at
  from (${BATCH}) as sent
  join message on message.session_id = sent.session_id and message.client_id = sent.client_id`;

/**
 * Stores a batch in one transaction: once per (session, clientId), next seq per channel, on disk when it resolves.
 * The answers stand in the order of the batch. Rejects with DatabaseFailure; then nothing of the batch is stored.
 */
export async function appendBatch(database: Database, batch: NewMessage[]): Promise<Stored[]> {
  const json = JSON.stringify(batch.map((m) => [m.channelId, m.sessionId, m.clientId, m.personId, m.text, m.at]));
  const statements = [INSERT, COUNT, ANSWER].map((sql) => ({ sql, parameters: [json] }));
  const [inserted, , answers] = await database.transact(statements);
  const fresh = new Set(
    (inserted as { session_id: string; client_id: string }[]).map((row) => row.session_id + row.client_id),
  );
  const stored: Stored[] = Array.from(batch, () => undefined);
  for (const { n, seq, at } of answers as { n: number; seq: number; at: number }[]) {
    const message = batch[n];
    // The first of two equal ids in a batch is the new one; the second finds the key spent.
    if (message) stored[n] = { seq, at, isNew: fresh.delete(message.sessionId + message.clientId) };
  }
  return stored;
}

export type PageRange = { before: Seq } | { after: Seq } | { newest: true };

/** Reads a run of messages with their authors and the channel's head, in one trip (MSG-5, MSG-8). */
export async function readMessages(
  database: Database,
  channelId: ChannelId,
  range: PageRange,
  limit: number,
): Promise<MessagePage> {
  const head = database.db.selectFrom("channel").select("head").where("id", "=", channelId);
  const [heads, rows] = await database.read([head, pageQuery(database.db, channelId, range, limit)]);
  const found = withinPage(rows as (Message & { name: string; rev: number })[]);
  if (!("after" in range)) found.reverse();
  const people = new Map<string, Person>();
  for (const { by, name, rev } of found) people.set(by, { id: by, name, rev });
  return {
    channelId,
    epoch: database.epoch,
    head: (heads as { head: number }[])[0]?.head ?? 0,
    messages: found.map(({ seq, by, at, text, clientId }) => ({ seq, by, at, text, clientId })),
    people: [...people.values()],
  };
}

/** The first rows whose texts fit into one page; always at least one, since a page must lead on. */
function withinPage<R extends { text: string }>(rows: R[]): R[] {
  let room: number = limits.pageText;
  const end = rows.findIndex(({ text }) => (room -= text.length) < 0);
  return end < 0 ? rows : rows.slice(0, Math.max(1, end));
}

function pageQuery(db: Db, channelId: ChannelId, range: PageRange, limit: number) {
  const rows = db
    .selectFrom("message")
    .innerJoin("person", "person.id", "message.person_id")
    .select(["seq", "person_id as by", "at", "text", "client_id as clientId", "person.name", "person.rev"])
    .where("channel_id", "=", channelId)
    .limit(limit);
  if ("after" in range) return rows.where("seq", ">", range.after).orderBy("seq", "asc");
  if ("before" in range) return rows.where("seq", "<", range.before).orderBy("seq", "desc");
  return rows.orderBy("seq", "desc");
}
