import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect, test, vi } from "vitest";
import { openIndexedDbOutbox } from "./indexed-db-outbox.ts";
import type { StoredOutgoing } from "./outbox-storage.ts";
import { general, makeBeside, makeLivePlace, makePlace, shown, type Place } from "./testing/place.ts";
import { seeded } from "./testing/seeded.ts";
import "fake-indexeddb/auto";

function stored(clientId: string): StoredOutgoing {
  return { by: "ada", outgoing: { state: "queued", draft: { channelId: general, clientId, text: clientId, at: 1 } } };
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

test("CLI-1 what was stored is there, in order, when the page opens again", async () => {
  const first = await openIndexedDbOutbox();
  for (const id of ["b", "a", "c"]) await first.put(stored(id));
  await first.remove("c");
  first.close();
  first.peers?.leave();
  const second = await openIndexedDbOutbox();
  expect(await second.load()).toEqual([stored("a"), stored("b")]);
  second.peers?.leave();
});

test("without IndexedDB the outbox is one in memory", async () => {
  globalThis.indexedDB = {
    open() {
      throw new Error("not here");
    },
  } as unknown as IDBFactory;
  const storage = await openIndexedDbOutbox();
  await storage.put(stored("a"));
  expect(await storage.load()).toHaveLength(1);
  storage.peers?.leave();
});

test("CLI-1 two tabs show what either queued offline, and each message goes out once, in order", async () => {
  const one = await makeLivePlace({ outboxStorage: await openIndexedDbOutbox() });
  // The other tab shares the server and the person, but has a connection of its own.
  const other = makePlace({ outboxStorage: await openIndexedDbOutbox(), transport: one.network, random: seeded(8) });
  other.client.start();
  await one.network.flush();
  for (const { client } of [one, other]) client.feed(general).open();
  await one.network.flush();
  one.network.isDown = true;
  for (const wire of one.network.wires) wire.cut();
  one.client.feed(general).send("from one");
  await vi.waitFor(() => expect(shown(other.client)).toEqual(["from one (queued)"]));
  // Written later, so it stands later in both.
  await other.clock.pass(1);
  other.client.feed(general).send("from other");
  await vi.waitFor(() => expect(shown(one.client)).toEqual(["from one (queued)", "from other (queued)"]));
  one.network.isDown = false;
  // Only the tab somebody writes in comes back at once: the other may be asleep.
  other.client.connection.retryNow();
  await vi.waitFor(async () => {
    await one.network.flush();
    expect(other.client.outbox.state.get()).toEqual([]);
    expect(one.client.outbox.state.get()).toEqual([]);
  });
  expect(one.server.room(general).messages.map(({ text }) => text)).toEqual(["from one", "from other"]);
  expect(one.server.log.filter(({ name }) => name === "message.send")).toHaveLength(2);
  expect(shown(other.client)).toEqual(["from one", "from other"]);
  await one.client.close();
  await other.client.close();
});

test("CLI-1 without locks, as on plain http, both tabs may send, and each message still lands once", async () => {
  vi.stubGlobal("navigator", {});
  const one = await makeLivePlace({ outboxStorage: await openIndexedDbOutbox() });
  const other = makePlace({
    outboxStorage: await openIndexedDbOutbox(),
    transport: one.network,
    random: seeded(8),
  });
  other.client.start();
  await one.network.flush();
  one.client.outbox.send(general, "from one");
  other.client.outbox.send(general, "from other");
  await vi.waitFor(async () => {
    await one.network.flush();
    expect(one.server.room(general).messages).toHaveLength(2);
    expect([...one.client.outbox.state.get(), ...other.client.outbox.state.get()]).toEqual([]);
  });
  await one.client.close();
  await other.client.close();
  vi.unstubAllGlobals();
});

test("CLI-1 the tab that stays takes over what a closed one left", async () => {
  const one = await makeLivePlace({ outboxStorage: await openIndexedDbOutbox() });
  const other = makePlace({ outboxStorage: await openIndexedDbOutbox(), transport: one.network, random: seeded(8) });
  other.client.start();
  await one.network.flush();
  one.network.wires[0]?.cut();
  one.client.outbox.send(general, "left behind");
  await vi.waitFor(() => expect(other.client.outbox.state.get()).toHaveLength(1));
  await one.client.close();
  await vi.waitFor(async () => {
    await one.network.flush();
    expect(one.server.room(general).messages.map(({ text }) => text)).toEqual(["left behind"]);
  });
  await other.client.close();
});

const five = ["one", "two", "three", "four", "five"];

/** What is under way when a tab is no more: two of its five reached the server, whose answers did not come back. */
async function leftAmid(place: Place): Promise<void> {
  for (const text of five) {
    place.client.outbox.send(general, text);
    // Ids are in the order of writing, by the clock.
    await place.clock.pass(1);
  }
  await vi.waitFor(() => {
    expect(place.client.outbox.state.get().map(({ state }) => state)).toEqual(five.map(() => "sending"));
  });
  for (let each = 0; each < 2; each++) await place.network.up();
  place.network.wire.down.length = 0;
}

test("CLI-1 a page that dies with several under way: the next one sends them again, once and in order", async () => {
  const first = await makeLivePlace({ outboxStorage: await openIndexedDbOutbox() });
  await leftAmid(first);
  await first.client.close();
  const { server } = first;
  const next = makeBeside(first, first.ada, { outboxStorage: await openIndexedDbOutbox() });
  next.client.start();
  await vi.waitFor(async () => {
    await next.network.flush();
    expect(server.room(general).messages.map(({ text }) => text)).toEqual(five);
    expect(next.client.outbox.state.get()).toEqual([]);
  });
  await next.client.close();
});

test("CLI-1 a tab that takes the turn with several under way in another: each still lands once, in order", async () => {
  const one = await makeLivePlace({ outboxStorage: await openIndexedDbOutbox() });
  const other = makeBeside(one, one.ada, { outboxStorage: await openIndexedDbOutbox() });
  other.client.start();
  await other.network.flush();
  await leftAmid(one);
  other.client.outbox.send(general, "six");
  await vi.waitFor(async () => {
    await other.network.flush();
    expect(one.server.room(general).messages.map(({ text }) => text)).toEqual([...five, "six"]);
  });
  // What the first tab had sent arrives late.
  await one.network.flush();
  expect(one.server.room(general).messages.map(({ text }) => text)).toEqual([...five, "six"]);
  await vi.waitFor(() => expect(one.client.outbox.state.get()).toEqual([]));
  await one.client.close();
  await other.client.close();
});
