import { randomUUID } from "node:crypto";
import { expect, onTestFinished, test, vi } from "vitest";
import type { Database } from "../db/open-database.ts";
import type { Seat } from "../fanout/seat.ts";
import { LiveSockets } from "../gateway/live-sockets.ts";
import { tempDatabase } from "../testing/temp-database.ts";
import { readCountedFrom } from "./counted-from.ts";
import { IdleSessions } from "./idle-sessions.ts";
import { recoverSession } from "./recover-session.ts";
import { setLoginHash } from "./recovery-store.ts";
import { digestOf } from "./digest.ts";
import type { Session } from "./session.ts";
import { SessionCache } from "./session-cache.ts";
import { countSessions, insertSession, listSessions } from "./session-store.ts";
import { SessionUpkeep } from "./session-upkeep.ts";
import { hashToken, makeToken } from "./session-token.ts";
import { startSession } from "./start-session.ts";

const DAY_MS = 24 * 60 * 60_000;
const IDLE_MS = 90 * DAY_MS;

/** What ends sessions in a server, with a clock of the test's own. `use` presents a token at a time. */
function idling(database: Database, { countedFrom = 0, idleMs = IDLE_MS, batch = 2 } = {}) {
  let now = 0;
  const clock = () => now;
  const ended: string[] = [];
  const failures: unknown[] = [];
  const live = new LiveSockets();
  const sessions = new SessionCache(database.db);
  const idle = new IdleSessions({
    database,
    idleMs,
    countedFrom,
    batch,
    now: clock,
    onEnded(all) {
      for (const { id } of all) sessions.forget(id);
      ended.push(...all.map(({ id }) => id));
    },
  });
  const upkeep = new SessionUpkeep({
    database,
    sessions,
    idle,
    live: () => live.sessions(),
    now: clock,
    onFailure: (failure) => failures.push(failure),
  });
  return {
    upkeep,
    live,
    ended,
    failures,
    async use(token: string, at: number) {
      now = at;
      return upkeep.find(hashToken(token));
    },
    async sweep(at: number) {
      now = at;
      await upkeep.sweep();
    },
  };
}

/** One more session of this person; with its token. */
async function another(database: Database, { person }: Session, at: number) {
  const [id, token] = [randomUUID(), makeToken()];
  await insertSession(database.db, { id, personId: person.id, tokenHash: hashToken(token), at }).execute();
  return { id, token };
}

async function isAlive(database: Database, { person, id }: Session): Promise<boolean> {
  return (await listSessions(database.db, person.id, id)).some(({ sessionId }) => sessionId === id);
}

test("SES-9 a session that was not used for 90 days ends when its token is presented, to the millisecond", async () => {
  await using database = await tempDatabase();
  const { use, ended } = idling(database);
  const ada = await startSession(database, "Ada", 0);
  const phone = await another(database, ada, 0);
  await use(phone.token, 0);
  await use(ada.token, DAY_MS);
  expect(await use(phone.token, IDLE_MS - 1)).toMatchObject({ id: phone.id });
  expect(await use(phone.token, 2 * IDLE_MS - 1)).toMatchObject({ id: phone.id });
  expect(await use(ada.token, 2 * IDLE_MS)).toBeUndefined();
  expect(await use(ada.token, 2 * IDLE_MS)).toBeUndefined();
  expect(ended).toEqual([ada.id]);
});

test("SES-9 the session that a person used last never ends by itself, so the name is not lost", async () => {
  await using database = await tempDatabase();
  const { use, sweep, ended, upkeep } = idling(database);
  const ada = await startSession(database, "Ada", 0);
  const [phone, lost] = [await another(database, ada, DAY_MS), await another(database, ada, 50 * DAY_MS)];
  await use(phone.token, 2 * DAY_MS);
  await use(ada.token, 3 * DAY_MS);
  // A phrase that was made, and perhaps never written down, changes nothing.
  await setLoginHash(database.db, ada.person.id, digestOf("twelve words")).execute();
  await sweep(10 * IDLE_MS);
  // Nobody ever presented a token of `lost`, as when its answer did not arrive: it is no way back.
  expect(ended.toSorted()).toEqual([phone.id, lost.id].toSorted());
  expect(await use(ada.token, 11 * IDLE_MS)).toMatchObject({ id: ada.id, person: { name: "Ada" } });
  await upkeep.stop();
});

test("SES-9 a person who comes back by a phrase keeps the new session, and the idle one before it ends", async () => {
  await using database = await tempDatabase();
  const { use, sweep, ended, upkeep } = idling(database);
  const ada = await startSession(database, "Ada", 0);
  await use(ada.token, 0);
  await setLoginHash(database.db, ada.person.id, digestOf("twelve words")).execute();
  const back = await recoverSession(database, "twelve words", 2 * IDLE_MS);
  await use(back.token, 2 * IDLE_MS);
  await sweep(2 * IDLE_MS);
  expect(ended).toEqual([ada.id]);
  await upkeep.stop();
});

test("SES-9 a socket that stays open is use, however long ago its token was presented", async () => {
  await using database = await tempDatabase();
  const { use, sweep, live, ended, upkeep } = idling(database);
  const ada = await startSession(database, "Ada", 0);
  const bot = await another(database, ada, 0);
  const session = await use(bot.token, 0);
  if (!session) throw new Error("no session");
  live.add({ session, seat: {} as Seat, cut: () => undefined });
  for (let day = 1; day <= 200; day += 1) await sweep(day * DAY_MS);
  await use(ada.token, 200 * DAY_MS);
  await sweep(200 * DAY_MS);
  expect(ended).not.toContain(bot.id);
  const [seen] = (await listSessions(database.db, ada.person.id, bot.id)).filter(
    ({ sessionId }) => sessionId === bot.id,
  );
  expect(seen).toMatchObject({ seenAt: 200 * DAY_MS });
  await upkeep.stop();
});

test("SES-7 SES-9 an open socket of a session that just began does not count as its token presented", async () => {
  await using database = await tempDatabase();
  const { sweep, live, upkeep } = idling(database);
  const ada = await startSession(database, "Ada", DAY_MS);
  live.add({ session: ada, seat: {} as Seat, cut: () => undefined });
  await sweep(DAY_MS + 10 * 60_000);
  expect((await listSessions(database.db, ada.person.id, ada.id))[0]).not.toHaveProperty("seenAt");
  await upkeep.stop();
});

test("SES-9 idle sessions are swept in bounded batches, all of them; figures and device lists agree", async () => {
  await using database = await tempDatabase();
  const { use, sweep, ended, upkeep } = idling(database);
  const people = await Promise.all(["Ada", "Bo", "Cleo"].map((name) => startSession(database, name, 0)));
  const old = [];
  for (const one of people) for (let n = 0; n < 4; n += 1) old.push(await another(database, one, 0));
  for (const one of people) await use(one.token, IDLE_MS - 1);
  await sweep(IDLE_MS - 1);
  expect(ended).toEqual([]);
  await sweep(IDLE_MS);
  expect(ended.toSorted()).toEqual(old.map(({ id }) => id).toSorted());
  const listed = await Promise.all(people.map((one) => listSessions(database.db, one.person.id, one.id)));
  expect(listed.flat().length).toBe(await countSessions(database.db));
  await sweep(IDLE_MS);
  expect(ended.length).toBe(old.length);
  await upkeep.stop();
});

test("SES-9 what an earlier version did not note counts from its upgrade, and a use not written yet counts too", async () => {
  await using database = await tempDatabase();
  const countedFrom = await readCountedFrom(database.db, 5 * IDLE_MS);
  expect(await readCountedFrom(database.db, 6 * IDLE_MS)).toBe(countedFrom);
  const { use, sweep, ended, upkeep } = idling(database, { countedFrom });
  const ada = await startSession(database, "Ada", 0);
  const [phone, laptop] = [await another(database, ada, 0), await another(database, ada, 0)];
  await database.commit("markSeen", new Map([[ada.id, 5 * IDLE_MS]]));
  await sweep(6 * IDLE_MS - 1);
  expect(ended).toEqual([]);
  await use(laptop.token, 6 * IDLE_MS - 1);
  await sweep(6 * IDLE_MS);
  expect([
    await isAlive(database, { ...ada, id: phone.id }),
    await isAlive(database, { ...ada, id: laptop.id }),
  ]).toEqual([false, true]);
  await upkeep.stop();
});

test("SES-9 a server sweeps every hour, the first time an hour after its start", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  onTestFinished(() => void vi.useRealTimers());
  await using database = await tempDatabase();
  const { use, upkeep, ended } = idling(database);
  const ada = await startSession(database, "Ada", 0);
  await another(database, ada, 0);
  await use(ada.token, DAY_MS);
  await use(ada.token, IDLE_MS);
  upkeep.start();
  vi.advanceTimersByTime(60 * 60_000 - 1);
  expect(ended).toEqual([]);
  vi.advanceTimersByTime(1);
  await upkeep.stop();
  expect(ended).toHaveLength(1);
  vi.advanceTimersByTime(10 * 60 * 60_000);
  expect(ended).toHaveLength(1);
});

test("SES-9 with 0 days no session ends by itself", async () => {
  await using database = await tempDatabase();
  const { use, sweep, ended, upkeep } = idling(database, { idleMs: 0 });
  const ada = await startSession(database, "Ada", 0);
  const phone = await another(database, ada, 0);
  await use(ada.token, IDLE_MS);
  await sweep(100 * IDLE_MS);
  expect(await use(phone.token, 100 * IDLE_MS)).toMatchObject({ id: phone.id });
  expect(ended).toEqual([]);
  await upkeep.stop();
});
