import { randomUUID } from "node:crypto";
import { limits, type Person } from "@parlor/protocol";
import * as fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openDatabase } from "../db/open-database.ts";
import { Counts } from "../metrics/counts.ts";
import { renamePerson } from "../people/rename-person.ts";
import type { Session } from "../people/session.ts";
import { unheard } from "../fanout/unheard.ts";
import { channel, person } from "../testing/cast.ts";
import { tempDatabase } from "../testing/temp-database.ts";
import { History } from "./history.ts";
import { MessageLog } from "./message-log.ts";
import { appendBatch, type PageRange, readMessages } from "./message-store.ts";

beforeEach(() => vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => vi.useRealTimers());

/** A database with two people, a channel, and the history and log that a server would put before it. */
async function place() {
  const database = await tempDatabase();
  const people = [await person(database, "Ada"), await person(database, "Bo")] as const;
  const { id: channelId, room } = await channel(database, "general");
  const history = new History(database);
  const log = new MessageLog(database, new Counts(), ({ id }, messages, authors) =>
    history.committed(id, messages, authors),
  );
  return { database, people, channelId, room, history, log };
}

/** Which end of a run, so many messages back from the head: around where memory ends and the disk begins. */
const range = fc.record({
  side: fc.constantFrom("newest", "before", "after"),
  back: fc.oneof(fc.integer({ min: -2, max: 260 }), fc.integer({ min: 195, max: 205 })),
});
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ range, limit: fc.constantFrom(1, 2, 60, 100, 199, limits.pageMax) }) },
  fc.record({ sends: fc.integer({ min: 1, max: 90 }), units: fc.constantFrom(1, 1_100, 4_000), by: fc.nat(1) }),
  fc.record({ renames: fc.nat(1) }),
);

test("MSG-5 MSG-8 a page from memory is the page on disk, whatever was sent, read and renamed before", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 14 }), async (steps) => {
      const { database, people, channelId, room, history, log } = await place();
      await using _closed = database;
      let head = 0;
      const send = async (count: number, by: Session, text: string) => {
        const one = () => log.append(by, { room, clientId: randomUUID(), text });
        const stored = await Promise.all(Array.from({ length: count }, one));
        head = stored.at(-1)?.seq ?? head;
      };
      // More than memory holds, all of it Ada's.
      await send(220, people[0], "first");
      for (const now of steps) {
        if ("sends" in now) {
          await send(now.sends, people[now.by] ?? people[0], "字".repeat(now.units));
        } else if ("renames" in now) {
          const { person: named } = people[now.renames] ?? people[0];
          // The session of a request that began before keeps the old name: `people` is left as it is.
          history.renamed(await renamePerson(database, unheard, named, `Name ${randomUUID().slice(0, 8)}`));
        } else {
          const wanted = rangeFrom(head, now.range);
          const page = await history.read(channelId, wanted, now.limit);
          const onDisk = await readMessages(database, channelId, wanted, now.limit);
          const byId = (one: Person, other: Person) => (one.id < other.id ? -1 : 1);
          expect({ ...page, people: page.people.toSorted(byId) }).toEqual({
            ...onDisk,
            people: onDisk.people.toSorted(byId),
          });
        }
      }
    }),
    { numRuns: 24 },
  );
}, 60_000);

function rangeFrom(head: number, { side, back }: { side: string; back: number }): PageRange {
  if (side === "newest") return { newest: true };
  return side === "before" ? { before: Math.max(1, head - back) } : { after: Math.max(0, head - back) };
}

test("NAME-4 MSG-8 a send that began before its author was renamed brings no old name into memory", async () => {
  const { database, people, channelId, room, history, log } = await place();
  await using _closed = database;
  const [ada, bo] = people;
  await log.append(ada, { room, clientId: randomUUID(), text: "hello" });
  await history.read(channelId, { newest: true }, 100);
  const renamed = await renamePerson(database, unheard, bo.person, "Robert");
  history.renamed(renamed);
  await log.append(bo, { room, clientId: randomUUID(), text: "hello" });
  expect((await history.read(channelId, { newest: true }, 100)).people).toEqual([ada.person, renamed]);
});

test("MSG-6 a client that reads after an ack finds the message, also while an earlier read is under way", async () => {
  const { database, people, channelId, room, history, log } = await place();
  await using _closed = database;
  const [ada] = people;
  const early = history.read(channelId, { newest: true }, 100);
  const reads = Array.from({ length: 20 }, async (_, n) => {
    const stored = await log.append(ada, { room, clientId: randomUUID(), text: `${n}` });
    const page = await history.read(channelId, { newest: true }, 100);
    expect(page.messages.some(({ seq }) => seq === stored?.seq)).toBe(true);
  });
  await Promise.all([early, ...reads]);
});

test("a thousand who open a channel at once cost one query of its messages", async () => {
  const { database, people, channelId, room, log } = await place();
  await using _closed = database;
  const [ada] = people;
  await log.append(ada, { room, clientId: randomUUID(), text: "hello" });
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
  const { database, people, channelId, room, history, log } = await place();
  await using _closed = database;
  const [ada, bo] = people;
  const newest = async () => (await history.read(channelId, { newest: true }, 100)).messages.map(({ text }) => text);
  await log.append(ada, { room, clientId: randomUUID(), text: "before" });
  expect(await newest()).toEqual(["before"]);
  const beside = await openDatabase(database.folder);
  const row = { channelId, sessionId: bo.id, personId: bo.person.id, clientId: randomUUID(), text: "imported", at: 1 };
  await appendBatch(beside, [row]);
  await beside.close();
  vi.advanceTimersByTime(100);
  expect(await newest()).toEqual(["before", "imported"]);
  await log.append(ada, { room, clientId: randomUUID(), text: "after" });
  expect(await newest()).toEqual(["before", "imported", "after"]);
});
