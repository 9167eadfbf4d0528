import { randomUUID } from "node:crypto";
import { privateLimits } from "@parlor/protocol";
import { sql } from "kysely";
import { expect, test } from "vitest";
import type { Database } from "../db/open-database.ts";
import type { Fanout } from "../fanout/fanout.ts";
import { unheard } from "../fanout/unheard.ts";
import { digestOf } from "../people/digest.ts";
import { person } from "../testing/cast.ts";
import { firstMessage } from "../testing/first-message.ts";
import { tempDatabase } from "../testing/temp-database.ts";
import { answerConversation } from "./answer-conversation.ts";
import { ConversationDirectory } from "./conversation-directory.ts";
import { tellMessages } from "./conversation-news.ts";
import { createKey } from "./create-key.ts";
import { keyByLookup, workingKeys } from "./key-store.ts";
import { openConversation } from "./open-conversation.ts";
import { UnwrittenSweep } from "./unwritten-sweep.ts";

const lookup = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFE";
const DAY_MS = 24 * 60 * 60_000;

/** As many knocks without a message as once closed a key for ever; straight to disk, since each would cost a commit. */
async function closedOnce({ db }: Database, ownerId: string): Promise<void> {
  const numbers = sql`with recursive number (n) as (select 1 union all select n + 1 from number where n < 2000)`;
  for (const insert of [
    sql`insert into person (id, name, name_folded, name_shape, name_reading, rev, created_at, imported, bot)
      ${numbers} select 'x' || n, 'x' || n, 'x' || n, 'x' || n, 'x' || n, 1, 1, 0, 0 from number`,
    sql`insert into log (id, head) ${numbers} select 'c' || n, 0 from number`,
    sql`insert into conversation (id, asked_by, created_at) ${numbers} select 'c' || n, 'x' || n, 1 from number`,
    sql`insert into conversation_member (conversation_id, person_id, peer_id, standing)
      ${numbers} select 'c' || n, 'x' || n, ${ownerId}, 'asking' from number`,
    sql`insert into conversation_member (conversation_id, person_id, peer_id, standing)
      ${numbers} select 'c' || n, ${ownerId}, 'x' || n, 'unwritten' from number`,
  ])
    await insert.execute(db);
}

const failed = (failure: unknown) => expect.unreachable(String(failure));

/** Ada with a key, and strangers who have it. */
async function place(database: Database) {
  const ada = await person(database, "Ada");
  const keyId = randomUUID();
  await createKey(database, ada.person, { keyId, lookupHash: digestOf(lookup), record: "r".repeat(64) }, 1);
  const told: string[] = [];
  const fanout: Fanout = {
    ...unheard,
    announce: (to, event) => void told.push(`${event} ${to.to === "person" ? to.id : ""}`),
  };
  const use = { database, fanout, conversations: new ConversationDirectory(database), cut: () => {} };
  let come = 0;
  const stranger = async () => person(database, `Stranger ${(come += 1)}`);
  const opens = async (by: Awaited<ReturnType<typeof stranger>>) => openConversation(use, by.person, lookup);
  const writes = async (by: Awaited<ReturnType<typeof stranger>>, id: string) => {
    await firstMessage(database, by, id);
    await tellMessages(use, id, [{ seq: 1, by: by.person.id, at: 1, text: "sealed", clientId: randomUUID() }]);
  };
  const knocks = async (by?: Awaited<ReturnType<typeof stranger>>) => {
    const who = by ?? (await stranger());
    const { id } = await opens(who);
    await writes(who, id);
    return id;
  };
  const seen = async () => {
    const rows = await database.ask("readConversations", { by: ada.person.id });
    return rows.map(([id]) => id).toSorted();
  };
  const answers = (channelId: string, answer: "accept" | "decline" | "block") =>
    answerConversation(use, ada.person, { channelId, answer });
  const isFull = async () => (await workingKeys(database.db, ada.person.id, Date.now()))[0]?.full ?? false;
  return { ada, keyId, use, stranger, opens, writes, knocks, seen, answers, isFull, told };
}

test("PRIV-9 knocks without a message close nobody's key, do not show, and are gone after a day", async () => {
  await using database = await tempDatabase();
  const { ada, use, stranger, opens, writes, knocks, seen } = await place(database);
  const idle = await stranger();
  const { id } = await opens(idle);
  await closedOnce(database, ada.person.id);
  const written = await knocks();
  expect(await seen()).toEqual([written]);

  const sweep = new UnwrittenSweep(database, failed);
  await sweep.sweep(Date.now() + DAY_MS - 60_000);
  expect(await database.ask("readConversation", { id, by: idle.person.id }), "not yet a day old").toBeDefined();
  await sweep.sweep(Date.now() + DAY_MS + 1);
  sweep.stop();
  const left = await sql`select id from conversation`.execute(database.db);
  expect(left.rows).toEqual([{ id: written }]);
  expect(await use.conversations.find(idle.person.id, id)).toBeUndefined();
  const again = await opens(idle);
  await writes(idle, again.id);
  expect(await seen(), "and who comes back is heard").toEqual([written, again.id].toSorted());
});

test("PRIV-9 who knocks again has a day to write from then on", async () => {
  await using database = await tempDatabase();
  const { stranger, opens } = await place(database);
  const by = await stranger();
  const { id } = await opens(by);
  await sql`update conversation set created_at = ${Date.now() - DAY_MS - 1}`.execute(database.db);
  expect((await opens(by)).id).toBe(id);
  const sweep = new UnwrittenSweep(database, failed);
  await sweep.sweep();
  expect(await database.ask("readConversation", { id, by: by.person.id })).toBeDefined();
  await sweep.sweep(Date.now() + DAY_MS + 1);
  sweep.stop();
  expect(await database.ask("readConversation", { id, by: by.person.id })).toBeUndefined();
});

test("PRIV-10 what is past a key's places waits unseen, tells its owner, and shows as answers free places", async () => {
  await using database = await tempDatabase();
  const { ada, use, stranger, opens, knocks, seen, answers, isFull, told } = await place(database);
  const keysChanged = () => told.filter((each) => each === `keyring.changed ${ada.person.id}`).length;
  const first: string[] = [];
  for (let n = 0; n < privateLimits.requestsPerKey; n += 1) first.push(await knocks());
  expect(await isFull()).toBe(false);
  const late = await stranger();
  const [next, last] = [await knocks(late), await knocks()];
  expect(await seen()).toEqual(first.toSorted());
  expect(await isFull()).toBe(true);
  expect(keysChanged(), "told once").toBe(1);
  expect(await opens(late), "who waits sees what all see who were not answered").toMatchObject({
    id: next,
    standing: "asking",
    rev: 1,
  });
  await expect(answers(next, "accept"), "nobody answers what they cannot know of").rejects.toThrow();
  expect((await use.conversations.find(ada.person.id, next))?.may.read).toBe(false);

  await answers(first[0] ?? "", "decline");
  expect((await seen()).includes(next)).toBe(true);
  expect((await seen()).includes(last)).toBe(false);
  await answers(first[1] ?? "", "block");
  expect((await seen()).includes(last)).toBe(true);
  expect(await isFull()).toBe(false);
  expect(keysChanged(), "and once that it is over").toBe(2);
  await knocks();
  expect(keysChanged(), "and when it is full again").toBe(3);
});

test("PRIV-10 what waits at a key that is switched off shows no more", async () => {
  await using database = await tempDatabase();
  const { keyId, knocks, seen, answers } = await place(database);
  const first: string[] = [];
  for (let n = 0; n <= privateLimits.requestsPerKey; n += 1) first.push(await knocks());
  await database.db.deleteFrom("private_key").where("key_id", "=", keyId).execute();
  await answers(first[0] ?? "", "decline");
  expect(await seen()).toEqual(first.slice(0, -1).toSorted());
});

test("PRIV-10 through one key so many requests may come, however they were answered; then it is a key that does not work", async () => {
  await using database = await tempDatabase();
  const { stranger, opens, knocks, answers, isFull } = await place(database);
  const guest = await stranger();
  await answers(await knocks(guest), "accept");
  await database.db
    .updateTable("private_key")
    .set({ requests: privateLimits.keyUses - 1 })
    .execute();
  await answers(await knocks(), "block");
  const other = await stranger();
  await expect(opens(other)).rejects.toMatchObject({ coded: { code: "key_not_found" } });
  const found = (by: string) => keyByLookup(database.db, digestOf(lookup), by, Date.now());
  expect(await found(other.person.id)).toBeUndefined();
  expect(await found(guest.person.id), "who came before finds it").toBeDefined();
  await opens(guest);
  expect(await isFull()).toBe(true);
});
