import { expect, test } from "vitest";
import { memoryOutbox } from "./outbox-storage.ts";
import { ParlorClient } from "./parlor-client.ts";
import { general, makeLivePlace, makePlace, shown } from "./testing/place.ts";
import { settled } from "./testing/settled.ts";
import { seeded } from "./testing/seeded.ts";

function texts(messages: readonly { text: string }[]): string[] {
  return messages.map(({ text }) => text);
}

test("CLI-1 the same clientId is sent until it is answered, and lands once", async () => {
  const { client, network, server } = await makeLivePlace();
  client.outbox.send(general, "hello");
  await network.up();
  network.wire.cut();
  await settled();
  expect(client.outbox.state.get()).toMatchObject([{ state: "queued" }]);
  client.connection.retryNow();
  await network.flush();
  const sends = server.log.filter(({ name }) => name === "message.send");
  expect(new Set(sends.map(({ input }) => (input as { clientId: string }).clientId)).size).toBe(1);
  expect(sends).toHaveLength(2);
  expect(texts(server.room(general).messages)).toEqual(["hello"]);
  expect(client.outbox.state.get()).toEqual([]);
});

test("CLI-1 an answer lost on a live socket is asked for again", async () => {
  const { client, network, server, clock } = await makeLivePlace();
  client.outbox.send(general, "hello");
  await network.up();
  network.wire.down.length = 0;
  await clock.pass(10_000);
  await clock.pass(500);
  await network.flush();
  expect(texts(server.room(general).messages)).toEqual(["hello"]);
  expect(client.outbox.state.get()).toEqual([]);
});

test("CLI-1 a message is stored before it is sent, and survives with its id", async () => {
  const storage = memoryOutbox();
  const first = makePlace({ outboxStorage: storage });
  first.client.start();
  await first.network.flush();
  first.network.isDown = true;
  first.network.wire.cut();
  const clientId = first.client.outbox.send(general, "offline");
  first.client.outbox.send(general, "still offline");
  await first.clock.pass(1_000);
  await first.client.close();
  const second = await makeLivePlace({ outboxStorage: storage });
  await second.network.flush();
  expect(texts(second.server.room(general).messages)).toEqual(["offline", "still offline"]);
  expect(second.server.room(general).messages[0]?.clientId).toBe(clientId);
  expect(await storage.load()).toEqual([]);
});

test("CLI-1 a storage that fails costs no message", async () => {
  const broken = () => Promise.reject(new Error("full"));
  const outboxStorage = { load: broken, put: broken, remove: broken, close: () => {} };
  const { client, network, server } = await makeLivePlace({ outboxStorage });
  client.outbox.send(general, "hello");
  await network.flush();
  expect(texts(server.room(general).messages)).toEqual(["hello"]);
});

test("CLI-1 nothing overtakes what still waits in the storage", async () => {
  const storage = memoryOutbox();
  const draft = { channelId: general, clientId: "018bcfe5-6800-7000-8000-000000000000", text: "older", at: 1 };
  let release = () => {};
  const slow = new Promise<void>((resolve) => (release = resolve));
  const place = makePlace({ outboxStorage: { ...storage, load: () => slow.then(() => storage.load()) } });
  const by = place.server.people.get(place.ada)?.id ?? "";
  await storage.put({ by, outgoing: { state: "queued", draft } });
  place.client.start();
  await place.network.flush();
  place.client.outbox.send(general, "newer");
  await place.network.flush();
  expect(place.server.room(general).messages).toEqual([]);
  release();
  await place.network.flush();
  expect(texts(place.server.room(general).messages)).toEqual(["older", "newer"]);
});

test("CLI-1 what one person left is never sent by another", async () => {
  const storage = memoryOutbox();
  const draft = { channelId: general, clientId: "018bcfe5-6800-7000-8000-000000000000", text: "secret", at: 1 };
  await storage.put({ by: "00000000-0000-4000-8000-0000000000ff", outgoing: { state: "queued", draft } });
  const { client, network, server } = await makeLivePlace({ outboxStorage: storage });
  await network.flush();
  expect(server.room(general).messages).toEqual([]);
  expect(client.outbox.state.get()).toEqual([]);
  expect(await storage.load()).toEqual([]);
});

test("CLI-1 a message sent before anybody is known goes out once they are", async () => {
  const { client, network, server } = makePlace();
  client.outbox.send(general, "early");
  client.start();
  await network.flush();
  expect(texts(server.room(general).messages)).toEqual(["early"]);
});

test("CLI-6 rate_limited waits as long as told, also over a reconnect", async () => {
  const { client, network, server, clock } = await makeLivePlace({ random: () => 0 });
  server.refusals.set("message.send", [{ code: "rate_limited", message: "", retryAfterMs: 3_000 }]);
  for (const text of ["one", "two"]) client.outbox.send(general, text);
  await network.flush();
  network.wire.cut();
  await clock.pass(2_900);
  await network.flush();
  expect(client.connection.state.get().is).toBe("connected");
  expect(client.outbox.state.get()).toMatchObject([{ state: "queued" }, { state: "queued" }]);
  await clock.pass(100);
  await network.flush();
  expect(texts(server.room(general).messages)).toEqual(["one", "two"]);
});

test("CLI-6 an error that may pass keeps the message queued, and its channel waits in order", async () => {
  const { client, network, server, clock } = await makeLivePlace({ random: () => 1 });
  const codes = ["internal", "unavailable", "storage_full"] as const;
  server.refusals.set(
    "message.send",
    // The first time two go out; then one is tried.
    [...codes.slice(0, 1), ...codes].map((code) => ({ code, message: "" })),
  );
  for (const text of ["one", "two"]) client.outbox.send(general, text);
  for (const wait of [500, 1_000, 2_000]) {
    await network.flush();
    expect(server.room(general).messages).toEqual([]);
    expect(clock.waiting).toContain(wait);
    await clock.pass(wait);
  }
  await network.flush();
  expect(texts(server.room(general).messages)).toEqual(["one", "two"]);
});

test("CLI-6 a message that is tried again says why, and can be tried at once or thrown away", async () => {
  const { client, network, server } = await makeLivePlace();
  const error = { code: "storage_full", message: "" } as const;
  server.refusals.set("message.send", [error, error, error]);
  const [first, second] = ["first", "second"].map((text) => client.outbox.send(general, text));
  await network.flush();
  expect(client.outbox.state.get()).toMatchObject([{ state: "queued", error }, { state: "queued" }]);
  expect(client.outbox.state.get()[1]).not.toHaveProperty("error");
  client.outbox.retry(first ?? "");
  expect(client.outbox.state.get()[0]).toMatchObject({ state: "sending", error });
  await network.flush();
  client.outbox.discard(first ?? "");
  client.outbox.retry(second ?? "");
  await network.flush();
  client.outbox.retry(second ?? "");
  await network.flush();
  expect(texts(server.room(general).messages)).toEqual(["second"]);
});

test("CLI-6 a lost connection is no failure of the message", async () => {
  const { client, network } = await makeLivePlace();
  client.outbox.send(general, "hello");
  await network.up();
  network.wire.cut();
  await settled();
  expect(client.outbox.state.get()).toEqual([{ state: "queued", draft: expect.anything() }]);
});

test("CLI-6 any other error marks it refused with its reason, and holds back nothing else", async () => {
  const { client, network, server } = await makeLivePlace();
  server.refusals.set("message.send", [{ code: "bad_request", message: "no" }]);
  for (const text of ["bad", "good"]) client.outbox.send(general, text);
  await network.flush();
  expect(texts(server.room(general).messages)).toEqual(["good"]);
  expect(client.outbox.state.get()).toMatchObject([{ state: "refused", error: { code: "bad_request" } }]);
});

test("CLI-6 a refused message can be tried again or thrown away", async () => {
  const { client, network, server } = await makeLivePlace();
  const refusal = { code: "bad_request", message: "" } as const;
  // The second goes out twice: once behind the first, and again without it.
  server.refusals.set("message.send", [refusal, refusal, refusal]);
  const [again, away] = ["again", "away"].map((text) => client.outbox.send(general, text));
  await network.flush();
  client.outbox.retry(again ?? "");
  client.outbox.discard(away ?? "");
  await network.flush();
  expect(texts(server.room(general).messages)).toEqual(["again"]);
  expect(client.outbox.state.get()).toEqual([]);
});

test("the outbox says which seqs of a channel are one's own", async () => {
  const { client, network, server, bo } = await makeLivePlace();
  server.write(bo, general, "first");
  for (const text of ["one", "two"]) client.outbox.send(general, text);
  await network.flush();
  expect([...client.outbox.sent.get()]).toEqual([[general, [2, 3]]]);
});

test("a message shows at once, and stays the same row when it lands", async () => {
  const { client, network } = await makeLivePlace();
  const feed = client.feed(general);
  feed.open();
  await network.flush();
  feed.send("hello");
  const before = feed.state.get().rows;
  expect(shown(client)).toEqual(["hello (queued)"]);
  await network.flush();
  expect(shown(client)).toEqual(["hello"]);
  expect(feed.state.get().rows[0]?.key).toBe(before[0]?.key);
  expect(feed.state.get().rows[0]).toMatchObject({ mine: true });
});

test("no snapshot on the way from outgoing to confirmed lacks the message or shows it twice", async () => {
  const { client, network } = await makeLivePlace();
  const feed = client.feed(general);
  feed.open();
  await network.flush();
  const counts = new Set<number>();
  feed.send("hello");
  feed.state.subscribe(({ rows }) => counts.add(rows.length));
  await network.flush();
  expect([...counts]).toEqual([1]);
});

test("messages of two clients of one person never share an id", () => {
  const ids = [1, 2].map((seed) => new ParlorClient({ random: seeded(seed) }).outbox.send(general, "hello"));
  expect(ids[0]).not.toBe(ids[1]);
});
