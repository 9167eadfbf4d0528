import { expect, test } from "vitest";
import { general, makeLivePlace, makeOpenPlace, makePlace, shown, writeMany } from "./testing/place.ts";

test("a channel opens on its last 100 messages, and older ones come page by page", async () => {
  const place = await makeLivePlace();
  writeMany(place, 450);
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
  expect(client.feed(general).state.get()).toMatchObject({ status: "ready", resetFrom: undefined });
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
  writeMany(place, 250);
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

test("CH-10 a restored channel goes on where it was left, and what was refused meanwhile can be sent", async () => {
  const place = await makeLivePlace();
  const { id } = place.server.makeChannel("planning");
  const feed = place.client.feed(id);
  feed.open();
  await place.network.flush();
  const archived = place.server.archiveChannel(id);
  feed.send("too late");
  await place.network.flush();
  expect(feed.state.get().status).toBe("gone");
  expect(shown(place.client, id)).toEqual(["too late (refused)"]);
  // Nothing of it is lost while the channel is gone.
  expect(place.client.outbox.state.get()).toMatchObject([{ state: "refused", draft: { text: "too late" } }]);
  place.server.restoreChannel(archived);
  await place.network.flush();
  place.server.write(place.bo, id, "welcome back");
  await place.network.flush();
  expect(feed.state.get().status).toBe("ready");
  feed.retry(place.client.outbox.state.get()[0]?.draft.clientId ?? "");
  await place.network.flush();
  expect(shown(place.client, id)).toEqual(["welcome back", "too late"]);
});
