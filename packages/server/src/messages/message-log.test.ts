import { randomUUID } from "node:crypto";
import type { Message } from "@parlor/protocol";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { archiveChannel } from "../channels/archive-channel.ts";
import { Counts } from "../metrics/counts.ts";
import { unheard } from "../fanout/unheard.ts";
import { channel, person } from "../testing/cast.ts";
import { tempDatabase } from "../testing/temp-database.ts";
import { MessageLog } from "./message-log.ts";
import { readMessages } from "./message-store.ts";

test("MSG-2 sends at once are numbered without a gap, in the order they came", async () => {
  await using database = await tempDatabase();
  const ada = await person(database, "Ada");
  const { id: channelId, room } = await channel(database, "general");
  const log = new MessageLog(database, new Counts(), () => undefined);
  const stored = await Promise.all(
    Array.from({ length: 1_200 }, (_, n) => log.append(ada, { room, clientId: randomUUID(), text: `${n}` })),
  );
  expect(stored.map((place) => place?.seq)).toEqual(Array.from({ length: 1_200 }, (_, n) => n + 1));
  const page = await readMessages(database, channelId, { newest: true }, 1);
  expect(page.head).toBe(1_200);
  expect(page.messages[0]).toMatchObject({ seq: 1_200, text: "1199" });
});

test("MSG-3 a resend gets the first place, in the same batch, in a later one, and with another text", async () => {
  await using database = await tempDatabase();
  const ada = await person(database, "Ada");
  const { room } = await channel(database, "general");
  const told: Message[] = [];
  const log = new MessageLog(database, new Counts(), (_channel, messages) => told.push(...messages));
  const clientId = randomUUID();
  const places = await Promise.all(
    ["first", "second", "third"].map((text) => log.append(ada, { room, clientId, text })),
  );
  places.push(await log.append(ada, { room, clientId, text: "fourth" }));
  expect(places.map((place) => [place?.seq, place?.isNew])).toEqual([
    [1, true],
    [1, false],
    [1, false],
    [1, false],
  ]);
  expect(told.map(({ text }) => text)).toEqual(["first"]);
});

test("MSG-3 the same clientId of another session is another message", async () => {
  await using database = await tempDatabase();
  const [ada, bo] = [await person(database, "Ada"), await person(database, "Bo")];
  const { room } = await channel(database, "general");
  const log = new MessageLog(database, new Counts(), () => undefined);
  const clientId = randomUUID();
  const places = await Promise.all([ada, bo].map((by) => log.append(by, { room, clientId, text: "hi" })));
  expect(places.map((place) => place?.seq)).toEqual([1, 2]);
});

test("CH-7 a message for a channel archived meanwhile is not stored", async () => {
  await using database = await tempDatabase();
  const ada = await person(database, "Ada");
  const { id: channelId, room, channels } = await channel(database, "short-lived", ada);
  const log = new MessageLog(database, new Counts(), () => undefined);
  await archiveChannel({ database, channels, fanout: unheard }, ada.person, channelId);
  expect(await log.append(ada, { room, clientId: randomUUID(), text: "too late" })).toBeUndefined();
});

test("MSG-4 batches are told in seq order, each message once, whatever the mix of channels and resends", async () => {
  await using database = await tempDatabase();
  const people = [await person(database, "Ada"), await person(database, "Bo")];
  const rooms = [await channel(database, "one"), await channel(database, "two")];
  const seqs = new Map<string, number[]>(rooms.map(({ id }) => [id, []]));
  const log = new MessageLog(database, new Counts(), ({ id }, messages) =>
    seqs.get(id)?.push(...messages.map(({ seq }) => seq)),
  );
  const send = fc.record({ by: fc.nat(1), room: fc.nat(1), id: fc.nat(30), turn: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.uuid({ version: 4 }), fc.array(send, { maxLength: 60 }), async (run, sends) => {
      const waiting: Promise<unknown>[] = [];
      for (const { by, room, id, turn } of sends) {
        const [session, target] = [people[by], rooms[room]];
        if (session && target)
          waiting.push(log.append(session, { room: target.room, clientId: `${run}-${id}`, text: "x" }));
        if (turn) await Promise.resolve();
      }
      await Promise.all(waiting);
      for (const { id } of rooms) {
        const told = seqs.get(id) ?? [];
        expect(told).toEqual(told.map((_, n) => n + 1));
        expect((await readMessages(database, id, { newest: true }, 1)).head).toBe(told.length);
      }
    }),
    { numRuns: 40 },
  );
});

test("MSG-10 while too many messages wait for the disk, one more is unavailable and nothing of it is stored", async () => {
  await using database = await tempDatabase();
  const ada = await person(database, "Ada");
  const { room } = await channel(database, "general");
  const log = new MessageLog(database, new Counts(), () => undefined);
  const send = () => log.append(ada, { room, clientId: randomUUID(), text: "one of very many" });
  // All in one turn of the loop, so that none is stored before the last one asks.
  const sends = Array.from({ length: 10_001 }, send);
  const [last] = await Promise.allSettled(sends.slice(-1));
  expect(last).toMatchObject({ reason: { coded: { code: "unavailable", retryAfterMs: expect.any(Number) } } });
  const stored = await Promise.all(sends.slice(0, -1));
  expect(stored.at(-1)?.seq).toBe(10_000);
  expect((await send())?.seq).toBe(10_001);
});

test("MSG-10 long texts fill what may wait sooner than many short ones", async () => {
  await using database = await tempDatabase();
  const ada = await person(database, "Ada");
  const { room } = await channel(database, "general");
  const log = new MessageLog(database, new Counts(), () => undefined);
  const send = (text: string) => log.append(ada, { room, clientId: randomUUID(), text });
  const long = "x".repeat(4_000_000);
  const sends = Array.from({ length: 10 }, () => send(long));
  await expect(send("one more")).rejects.toMatchObject({ coded: { code: "unavailable" } });
  expect((await Promise.all(sends)).at(-1)?.seq).toBe(10);
  expect((await send("one more"))?.seq).toBe(11);
});

test("MSG-2 MSG-7 on a full disk a send is refused, reading goes on, and once there is room the numbers go on", async () => {
  await using database = await tempDatabase();
  const ada = await person(database, "Ada");
  const { id: channelId, room } = await channel(database, "general");
  const log = new MessageLog(database, new Counts(), () => undefined);
  const send = () => log.append(ada, { room, clientId: randomUUID(), text: "x".repeat(4_000) });
  // SQLite's own limit of the file's size stands in for the disk's: it fails with the same code in the same place.
  const pages = async (max: number) => {
    await database.read([{ sql: `PRAGMA max_page_count = ${max}`, parameters: [] }]);
  };
  await send();
  await pages(1);
  await expect(send()).rejects.toMatchObject({ coded: { code: "storage_full" } });
  const together = await Promise.allSettled([send(), send()]);
  expect(together.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect((await readMessages(database, channelId, { newest: true }, 10)).messages.map(({ seq }) => seq)).toEqual([1]);
  await pages(1_000_000);
  expect((await send())?.seq).toBe(2);
});

test("CON-7 a message that waits for the disk while its session ends is refused, and those of others are stored", async () => {
  await using database = await tempDatabase();
  const [ada, bo] = [await person(database, "Ada"), await person(database, "Bo")];
  const { room } = await channel(database, "general");
  const ended = new Set<string>();
  const log = new MessageLog(
    database,
    new Counts(),
    () => undefined,
    (id) => ended.has(id),
  );
  const sent = [ada, bo].map((by) => log.append(by, { room, clientId: randomUUID(), text: "one more" }));
  ended.add(ada.id);
  const [ofAda, ofBo] = await Promise.allSettled(sent);
  expect(ofAda).toMatchObject({ status: "rejected", reason: { coded: { code: "unauthenticated" } } });
  expect(ofBo).toMatchObject({ status: "fulfilled", value: { seq: 1 } });
});
