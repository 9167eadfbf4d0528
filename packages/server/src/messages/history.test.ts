import { randomUUID } from "node:crypto";
import { limits } from "@parlor/protocol";
import * as fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openDatabase } from "../db/open-database.ts";
import { Counts } from "../metrics/counts.ts";
import { renamePerson } from "../people/rename-person.ts";
import { channel, person, unheard } from "../testing/cast.ts";
import { tempDatabase } from "../testing/temp-database.ts";
import { History } from "./history.ts";
import { MessageLog } from "./message-log.ts";
import { appendBatch, type PageRange, readMessages } from "./message-store.ts";

beforeEach(() => vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => vi.useRealTimers());

/** A database with two people, a channel, and the history and log that a server would put before it. */
async function place() {
  const database = await tempDatabase();
  const people = [await person(database, "Ada"), await person(database, "Bo")];
  const { id: channelId } = await channel(database, "general");
  const history = new History(database);
  const log = new MessageLog(database, new Counts(), (id, messages, authors) =>
    history.committed(id, messages, authors),
  );
  return { database, people, channelId, history, log };
}

const range = fc.oneof(
  fc.constant<PageRange>({ newest: true }),
  fc.record({ before: fc.integer({ min: 1, max: 700 }) }),
  fc.record({ after: fc.integer({ min: 0, max: 700 }) }),
);
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ range, limit: fc.integer({ min: 1, max: limits.pageMax }) }) },
  fc.record({ sends: fc.integer({ min: 1, max: 130 }), units: fc.constantFrom(1, 900, 4_000), by: fc.nat(1) }),
  fc.record({ renames: fc.nat(1) }),
);

test("MSG-5 MSG-8 a page from memory is the page on disk, whatever was sent, read and renamed before", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      const { database, people, channelId, history, log } = await place();
      await using _closed = database;
      for (const now of steps) {
        if ("sends" in now) {
          const by = people[now.by];
          const text = "字".repeat(now.units);
          const send = async () => by && log.append(by, { channelId, clientId: randomUUID(), text });
          await Promise.all(Array.from({ length: now.sends }, send));
        } else if ("renames" in now) {
          const session = people[now.renames];
          if (session) {
            const renamed = await renamePerson(
              database.db,
              unheard,
              session.person,
              `Name ${randomUUID().slice(0, 8)}`,
            );
            // The session of a request that began before keeps the old name: `people` is left as it is.
            history.renamed(renamed);
          }
        } else {
          const page = await history.read(channelId, now.range, now.limit);
          const onDisk = await readMessages(database, channelId, now.range, now.limit);
          expect(page).toEqual({ ...onDisk, people: expect.arrayContaining(onDisk.people) });
          expect(page.people).toHaveLength(onDisk.people.length);
        }
      }
    }),
    { numRuns: 25 },
  );
}, 30_000);

test("MSG-6 whoever reads after an ack finds the message, also while an earlier read is under way", async () => {
  const { database, people, channelId, history, log } = await place();
  await using _closed = database;
  const [ada] = people;
  if (!ada) throw new Error("there is Ada");
  const early = history.read(channelId, { newest: true }, 100);
  const reads = Array.from({ length: 20 }, async (_, n) => {
    const stored = await log.append(ada, { channelId, clientId: randomUUID(), text: `${n}` });
    const page = await history.read(channelId, { newest: true }, 100);
    expect(page.messages.some(({ seq }) => seq === stored?.seq)).toBe(true);
  });
  await Promise.all([early, ...reads]);
});

test("a thousand who open a channel at once cost one query of its messages", async () => {
  const { database, people, channelId, log } = await place();
  await using _closed = database;
  const [ada] = people;
  if (ada) await log.append(ada, { channelId, clientId: randomUUID(), text: "hello" });
  const asked: string[] = [];
  const history = new History({
    ...database,
    ask: (name, input) => {
      asked.push(name);
      return database.ask(name, input);
    },
  });
  const pages = await Promise.all(Array.from({ length: 1_000 }, () => history.read(channelId, { newest: true }, 100)));
  expect(new Set(pages.map(({ messages }) => messages.length))).toEqual(new Set([1]));
  await history.read(channelId, { after: 1 }, 200);
  expect(asked).toEqual(["dataVersion", "readMessages"]);
});

test("IMP-1 what another process stores is seen, and the numbers go on after it", async () => {
  const { database, people, channelId, history, log } = await place();
  await using _closed = database;
  const [ada, bo] = people;
  if (!ada || !bo) throw new Error("there are Ada and Bo");
  const newest = async () => (await history.read(channelId, { newest: true }, 100)).messages.map(({ text }) => text);
  await log.append(ada, { channelId, clientId: randomUUID(), text: "before" });
  expect(await newest()).toEqual(["before"]);
  const beside = await openDatabase(database.folder);
  const row = { channelId, sessionId: bo.id, personId: bo.person.id, clientId: randomUUID(), text: "imported", at: 1 };
  await appendBatch(beside, [row]);
  await beside.close();
  vi.advanceTimersByTime(100);
  expect(await newest()).toEqual(["before", "imported"]);
  await log.append(ada, { channelId, clientId: randomUUID(), text: "after" });
  expect(await newest()).toEqual(["before", "imported", "after"]);
});
