import type { Events } from "@parlor/protocol";
import { describe, expect, test } from "vitest";
import { general, makeLivePlace, makePlace, shown, type Place } from "./testing/place.ts";

/** A live place with the feed of `general` open on what Bo wrote before. */
async function makeOpenPlace(...texts: string[]): Promise<Place> {
  const place = await makeLivePlace();
  for (const text of texts) place.server.write(place.bo, general, text);
  place.client.feed(general).open();
  await place.network.flush();
  return place;
}

function many(place: Place, count: number): void {
  for (let each = 1; each <= count; each++) place.server.write(place.bo, general, `number ${each}`);
}

/** Loses the newest packet on its way down. */
function lose({ network }: Place): void {
  network.wire.down.pop();
}

describe("opening", () => {
  test("a channel opens on its last 100 messages, and older ones come page by page", async () => {
    const place = await makeLivePlace();
    many(place, 450);
    const feed = place.client.feed(general);
    feed.open();
    expect(feed.state.get().status).toBe("loading");
    await place.network.flush();
    expect([shown(place.client).length, feed.state.get().reachedStart]).toEqual([100, false]);
    void feed.loadOlder();
    void feed.loadOlder();
    expect(feed.state.get().loadingOlder).toBe(true);
    await place.network.flush();
    expect([shown(place.client).length, feed.state.get().reachedStart]).toEqual([300, false]);
    void feed.loadOlder();
    await place.network.flush();
    expect(shown(place.client)).toEqual(place.server.room(general).messages.map(({ text }) => text));
    expect(feed.state.get()).toMatchObject({ reachedStart: true, loadingOlder: false });
  });

  test("a cold start shows messages by HTTP while the socket is still connecting", async () => {
    const { client, network, server, bo } = makePlace();
    server.write(bo, general, "hello");
    client.start();
    client.feed(general).open();
    await network.up();
    expect(client.connection.state.get().is).toBe("connecting");
    expect(shown(client)).toEqual(["hello"]);
    await network.flush();
    const view = server.log.find(({ name }) => name === "channel.view");
    expect(view?.input).toMatchObject({ have: { seq: 1 } });
    expect(client.feed(general).state.get()).toMatchObject({ status: "ready", wasReset: false });
  });

  test("an unknown channel is gone, and what was read of an archived one stays", async () => {
    const place = await makeOpenPlace("hello");
    const unknown = place.client.feed("z".repeat(12));
    unknown.open();
    await place.network.flush();
    expect(unknown.state.get().status).toBe("gone");
    place.network.wire.listener.event("channel.archived", { channelId: general });
    expect(place.client.feed(general).state.get().status).toBe("gone");
    expect(shown(place.client)).toEqual(["hello"]);
  });

  test("each close ends one open, and the last one the delivery", async () => {
    const { client, network } = await makeOpenPlace();
    const feed = client.feed(general);
    feed.open();
    feed.close();
    await network.flush();
    expect(network.wire.seat.views.has(general)).toBe(true);
    feed.close();
    feed.close();
    await network.flush();
    expect(network.wire.seat.views.has(general)).toBe(false);
    expect(client.feed(general)).toBe(feed);
  });

  test("coming back shows what was held at once, then what was missed", async () => {
    const { client, network, server, bo } = await makeOpenPlace("one");
    client.feed(general).close();
    await network.flush();
    server.write(bo, general, "two");
    client.feed(general).open();
    expect(shown(client)).toEqual(["one"]);
    await network.flush();
    expect(shown(client)).toEqual(["one", "two"]);
  });

  test("a view that is refused for now is asked for again", async () => {
    const { client, network, server, bo, clock } = await makeLivePlace();
    server.write(bo, general, "hello");
    server.refusals.set("channel.view", [{ code: "rate_limited", message: "", retryAfterMs: 700 }]);
    client.feed(general).open();
    await network.flush();
    expect(shown(client)).toEqual([]);
    await clock.pass(700);
    await network.flush();
    expect(shown(client)).toEqual(["hello"]);
  });

  test("what is delivered before the view is answered is not lost, even by a reset", async () => {
    const place = await makeOpenPlace("one");
    place.network.wire.cut();
    many(place, 250);
    place.client.connection.retryNow();
    await place.network.up();
    await place.network.down();
    await place.network.up();
    const { down } = place.network.wire;
    expect(down.map(({ what }) => what)).toEqual(["answer to channel.view"]);
    place.server.write(place.bo, general, "meanwhile");
    down.unshift(...down.splice(-1));
    await place.network.flush();
    expect(shown(place.client).at(-1)).toBe("meanwhile");
    expect(shown(place.client)).toHaveLength(101);
  });
});

describe("staying whole", () => {
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
    many(place, 500);
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

  test("CLI-4 after a reconnect it views with what it holds, and gets only what it missed", async () => {
    const place = await makeOpenPlace("one", "two");
    place.network.wire.cut();
    place.server.write(place.bo, general, "three");
    place.client.connection.retryNow();
    await place.network.flush();
    const view = place.server.log.findLast(({ name }) => name === "channel.view");
    expect(view?.input).toEqual({ channelId: general, have: { epoch: place.server.epoch, seq: 2 } });
    expect(shown(place.client)).toEqual(["one", "two", "three"]);
    expect(place.client.feed(general).state.get().wasReset).toBe(false);
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
    many(place, 201);
    place.client.connection.retryNow();
    await place.network.flush();
    expect(shown(place.client)).toEqual(Array.from({ length: 100 }, (_, at) => `number ${at + 102}`));
    expect(place.client.feed(general).state.get()).toMatchObject({ wasReset: true, reachedStart: false });
  });

  test("CLI-4 a restored backup resets, also on a socket that stayed", async () => {
    const place = await makeOpenPlace("one", "two", "three");
    place.server.restore(general, 2);
    place.server.write(place.bo, general, "other");
    await place.network.flush();
    expect(shown(place.client)).toEqual(["one", "two", "other"]);
    expect(place.client.feed(general).state.get().wasReset).toBe(true);
  });

  test("an older page that comes after a reset is not taken", async () => {
    const place = await makeLivePlace();
    many(place, 150);
    place.client.feed(general).open();
    await place.network.flush();
    place.network.wire.cut();
    void place.client.feed(general).loadOlder();
    const lateRequest = place.network.posts.pop();
    many(place, 201);
    place.client.connection.retryNow();
    await place.network.flush();
    lateRequest?.();
    await place.network.flush();
    expect(shown(place.client)).toHaveLength(100);
  });
});

describe("people", () => {
  test("NAME-4 a rename while the connection was away shows on old messages", async () => {
    const place = await makeOpenPlace("one");
    place.network.wire.cut();
    place.server.rename(place.bo, "Boris");
    place.client.connection.retryNow();
    await place.network.flush();
    await place.clock.pass(3_000);
    await place.network.flush();
    expect(place.client.people.get(place.server.room(general).messages[0]?.by ?? "")?.name).toBe("Boris");
  });

  test("PRES-1 who is here follows comings, goings and renames", async () => {
    const place = await makeOpenPlace();
    const bo = place.server.people.get(place.bo);
    if (!bo) throw new Error("no Bo");
    const told = (event: Omit<Events["presence.here"], "channelId">) =>
      place.network.wire.listener.event("presence.here", { channelId: general, ...event });
    const here = () => place.client.feed(general).state.get().here;
    told({ count: 2, came: [bo], went: [] });
    expect(here()).toEqual({ count: 2, people: [bo] });
    place.server.rename(place.bo, "Boris");
    await place.network.flush();
    expect(here().people[0]?.name).toBe("Boris");
    told({ count: 1, came: [], went: [bo.id] });
    expect(here()).toEqual({ count: 1, people: [] });
  });

  test("PRES-2 who types shows for 6 s, or until their message comes", async () => {
    const place = await makeOpenPlace();
    const person = place.server.people.get(place.bo);
    const types = () =>
      place.network.wire.listener.event("presence.typing", { channelId: general, person, typing: true });
    const typing = () =>
      place.client
        .feed(general)
        .state.get()
        .typing.map(({ name }) => name);
    types();
    await place.clock.pass(5_000);
    types();
    await place.clock.pass(5_000);
    expect(typing()).toEqual(["Bo"]);
    await place.clock.pass(1_000);
    expect(typing()).toEqual([]);
    types();
    place.server.write(place.bo, general, "there");
    await place.network.flush();
    expect(typing()).toEqual([]);
  });

  test("PRES-2 typing is told at most every 3 s, and its end at once", async () => {
    const place = await makeOpenPlace();
    const feed = place.client.feed(general);
    const told = () =>
      place.server.log
        .filter(({ name }) => name === "presence.typing")
        .map(({ input }) => (input as { typing: boolean }).typing);
    for (let key = 0; key < 40; key++) {
      feed.setTyping(true);
      await place.clock.pass(100);
    }
    await place.network.flush();
    expect(told()).toEqual([true, true]);
    feed.setTyping(false);
    feed.setTyping(false);
    await place.network.flush();
    expect(told()).toEqual([true, true, false]);
  });
});

test("only the last twenty closed feeds are kept, and a feed that is open never goes", async () => {
  const { client } = await makeOpenPlace();
  const open = client.feed(general);
  const ids = Array.from({ length: 25 }, (_, at) => String(at).padStart(12, "a"));
  const feeds = ids.map((id) => client.feed(id));
  expect(client.feed(general)).toBe(open);
  expect(client.feed(ids[24] ?? "")).toBe(feeds[24]);
  expect(client.feed(ids[0] ?? "")).not.toBe(feeds[0]);
});
