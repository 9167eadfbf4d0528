import { expect, test } from "vitest";
import { general, makeLivePlace, makeOpenPlace, shown, writeMany, type Place } from "./testing/place.ts";

/** Loses the newest packet on its way down. */
function lose({ network }: Place): void {
  network.wire.down.pop();
}

test("CLI-2 messages that come out of order, or twice, stand once and in order", async () => {
  const place = await makeOpenPlace();
  for (const text of ["one", "two", "three"]) place.server.write(place.bo, general, text);
  const { down } = place.network.wire;
  down.reverse();
  down.push(...down);
  await place.network.flush();
  expect(shown(place.client)).toEqual(["one", "two", "three"]);
});

test("CLI-3 a message that does not continue what is held brings the rest", async () => {
  const place = await makeOpenPlace("one");
  place.server.write(place.bo, general, "two");
  lose(place);
  place.server.write(place.bo, general, "three");
  await place.network.down();
  expect(shown(place.client)).toEqual(["one", "…", "three"]);
  await place.network.flush();
  expect(shown(place.client)).toEqual(["one", "two", "three"]);
  expect(place.server.log.at(-1)).toEqual({
    name: "message.page",
    input: { channelId: general, after: 1, limit: 200 },
  });
});

test("CLI-3 a wide hole is filled in pages of 200, over errors that pass", async () => {
  const place = await makeOpenPlace("first");
  place.server.refusals.set("message.page", [{ code: "rate_limited", message: "", retryAfterMs: 5_000 }]);
  writeMany(place, 500);
  place.network.wire.down.splice(0, 499);
  await place.network.flush();
  expect(shown(place.client)).toEqual(["first", "…", "number 500"]);
  await place.clock.pass(5_000);
  await place.network.flush();
  expect(shown(place.client)).toHaveLength(501);
  expect(place.server.log.filter(({ name }) => name === "message.page")).toHaveLength(4);
});

test("CLI-3 an ack ahead of the others' messages waits a moment before it is a hole", async () => {
  const place = await makeOpenPlace("one");
  place.client.feed(general).send("mine");
  place.server.write(place.bo, general, "two");
  await place.network.up();
  // Only the ack comes through.
  place.network.wire.down.splice(0, 2);
  await place.network.flush();
  expect(shown(place.client)).toEqual(["one", "mine"]);
  await place.clock.pass(250);
  expect(shown(place.client)).toEqual(["one", "…", "mine"]);
  await place.network.flush();
  expect(shown(place.client)).toEqual(["one", "two", "mine"]);
});

test("CLI-3 a head told by a pulse that does not come within 2 s is asked for", async () => {
  const place = await makeOpenPlace("one");
  place.server.write(place.bo, general, "two");
  lose(place);
  place.server.pulse();
  await place.network.flush();
  expect(shown(place.client)).toEqual(["one"]);
  await place.clock.pass(2_000);
  await place.network.flush();
  expect(shown(place.client)).toEqual(["one", "two"]);
});

test("CLI-3 a pulse whose messages follow asks for nothing", async () => {
  const place = await makeOpenPlace("one");
  place.server.write(place.bo, general, "two");
  place.server.pulse();
  place.network.wire.down.reverse();
  await place.network.flush();
  await place.clock.pass(10_000);
  expect(place.server.log.some(({ name }) => name === "message.page")).toBe(false);
});

test("CLI-8 on a silent socket that lost a message and its pulse, it asks within 15 s, and again while it stays silent", async () => {
  const place = await makeOpenPlace("one");
  const asked = () => place.server.log.filter(({ name }) => name === "message.page").length;
  for (const text of ["two", "three"]) {
    place.server.write(place.bo, general, text);
    place.server.pulse();
    place.network.wire.down.length = 0;
    await place.clock.pass(9_999);
    await place.network.flush();
    expect(shown(place.client)).not.toContain(text);
    await place.clock.pass(5_001);
    await place.network.flush();
    expect(shown(place.client)).toContain(text);
  }
  expect(asked()).toBe(2);
  expect(shown(place.client)).toEqual(["one", "two", "three"]);
});

test("CLI-8 while pulses tell the head, or nobody views, nothing is asked; an empty answer changes no snapshot", async () => {
  const place = await makeOpenPlace("one");
  const asked = () => place.server.log.filter(({ name }) => name === "message.page").length;
  const feed = place.client.feed(general);
  for (let second = 0; second < 60; second++) {
    place.server.pulse();
    await place.network.flush();
    await place.clock.pass(1_000);
  }
  expect(asked()).toBe(0);
  const before = feed.state.get();
  await place.clock.pass(15_000);
  await place.network.flush();
  expect(asked()).toBe(1);
  expect(feed.state.get()).toBe(before);
  feed.close();
  await place.clock.pass(60_000);
  await place.network.flush();
  expect(asked()).toBe(1);
});

test("CLI-8 an answer that never comes, or fails, does not end the asking", async () => {
  const place = await makeOpenPlace("one");
  place.server.write(place.bo, general, "two");
  place.network.wire.down.length = 0;
  place.server.refusals.set("message.page", [{ code: "unavailable", message: "" }]);
  await place.clock.pass(15_000);
  await place.network.up();
  await place.network.flush();
  await place.clock.pass(15_000);
  await place.network.up();
  place.network.wire.down.length = 0;
  for (let second = 0; second < 30; second++) {
    await place.clock.pass(1_000);
    await place.network.flush();
  }
  expect(shown(place.client)).toEqual(["one", "two"]);
});

test("CLI-8 a head of another epoch brings the restored channel, on a socket that stayed", async () => {
  const place = await makeOpenPlace("one", "two", "three");
  place.server.restore(general, 1);
  await place.clock.pass(15_000);
  await place.network.flush();
  expect(shown(place.client)).toEqual(["one"]);
  expect(place.client.feed(general).state.get().resetFrom).toBe(1);
});

test("CLI-4 after a reconnect it views with what it holds, and gets only what it missed", async () => {
  const place = await makeOpenPlace("one", "two");
  place.network.wire.cut();
  place.server.write(place.bo, general, "three");
  place.client.connection.retryNow();
  await place.network.flush();
  const view = place.server.log.findLast(({ name }) => name === "channel.view");
  expect(view?.input).toEqual({ channelId: general, have: { epoch: place.server.epoch, seq: 2 } });
  expect(shown(place.client)).toEqual(["one", "two", "three"]);
  expect(place.client.feed(general).state.get().resetFrom).toBeUndefined();
});

test("CLI-4 what it holds above a hole does not count as held", async () => {
  const place = await makeOpenPlace("one");
  place.server.write(place.bo, general, "two");
  lose(place);
  place.server.write(place.bo, general, "three");
  await place.network.down();
  place.network.wire.cut();
  place.client.connection.retryNow();
  await place.network.flush();
  expect(place.server.log.findLast(({ name }) => name === "channel.view")?.input).toMatchObject({ have: { seq: 1 } });
  expect(shown(place.client)).toEqual(["one", "two", "three"]);
});

test("CLI-4 on reset it forgets what it held", async () => {
  const place = await makeOpenPlace("one", "two");
  place.network.wire.cut();
  writeMany(place, 201);
  place.client.connection.retryNow();
  await place.network.flush();
  expect(shown(place.client)).toEqual(Array.from({ length: 100 }, (_, at) => `number ${at + 102}`));
  expect(place.client.feed(general).state.get()).toMatchObject({ resetFrom: 104, reachedStart: false });
});

test("CLI-4 who saw an empty channel and missed too much is told so as well", async () => {
  const place = await makeOpenPlace();
  place.network.wire.cut();
  writeMany(place, 201);
  place.client.connection.retryNow();
  await place.network.flush();
  expect(place.client.feed(general).state.get().resetFrom).toBe(102);
});

test("CLI-4 an own message that is stored before a restored channel is viewed does not stand among what was there before", async () => {
  const place = await makeOpenPlace("one", "two", "three");
  place.server.restore(general, 1);
  place.network.wire.cut();
  writeMany(place, 3);
  place.client.feed(general).send("mine");
  place.client.connection.retryNow();
  await place.network.up();
  await place.network.down();
  await place.network.up();
  const { down } = place.network.wire;
  // The answer to the view comes last.
  const at = down.findIndex(({ what }) => what === "answer to channel.view");
  const [view] = down.splice(at, 1);
  await place.network.flush();
  expect(shown(place.client)).toEqual(["one", "two", "three"]);
  if (view) place.network.wire.down.push(view);
  await place.network.flush();
  expect(shown(place.client)).toEqual(["one", "number 1", "number 2", "number 3", "mine"]);
});

test("CLI-4 a restored backup resets, also on a socket that stayed", async () => {
  const place = await makeOpenPlace("one", "two", "three");
  place.server.restore(general, 2);
  place.server.write(place.bo, general, "other");
  await place.network.flush();
  expect(shown(place.client)).toEqual(["one", "two", "other"]);
  expect(place.client.feed(general).state.get().resetFrom).toBe(1);
});

test("an older page that comes after a reset is not taken", async () => {
  const place = await makeLivePlace();
  writeMany(place, 150);
  place.client.feed(general).open();
  await place.network.flush();
  place.network.wire.cut();
  void place.client.feed(general).loadOlder();
  const lateRequest = place.network.posts.pop();
  writeMany(place, 201);
  place.client.connection.retryNow();
  await place.network.flush();
  lateRequest?.();
  await place.network.flush();
  expect(shown(place.client)).toHaveLength(100);
});
