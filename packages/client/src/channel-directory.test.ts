import type { Channel } from "@parlor/protocol";
import { expect, test } from "vitest";
import { general, makeLivePlace, makePlace, type Place } from "./testing/place.ts";

function names({ client }: Place): string[] {
  return client.channels.state.get().channels.map(({ name }) => name);
}

function tell({ network }: Place, name: string, payload: unknown): void {
  network.wire.listener.event(name, payload);
}

test("the list holds every channel, the default one first, then by name", async () => {
  const place = await makeLivePlace();
  expect(place.client.channels.state.get()).toMatchObject({ status: "ready" });
  for (const name of ["room 10", "Zebra", "room 9", "ähnlich"]) place.server.makeChannel(name);
  await place.network.flush();
  expect(names(place)).toEqual(["general", "ähnlich", "room 9", "room 10", "Zebra"]);
});

test("CH-5 of two versions of a channel the higher rev holds, and an archived one goes", async () => {
  const place = await makeLivePlace();
  const channel = place.server.makeChannel("old");
  await place.network.flush();
  tell(place, "channel.changed", { channel: { ...channel, name: "new", rev: 3 } });
  tell(place, "channel.changed", { channel: { ...channel, name: "between", rev: 2 } });
  expect(names(place)).toEqual(["general", "new"]);
  tell(place, "channel.archived", { channelId: channel.id });
  expect(names(place)).toEqual(["general"]);
});

test("CH-5 what is told while the list is read is not undone by it", async () => {
  const place = await makeLivePlace();
  const doomed = place.server.makeChannel("doomed");
  place.network.wire.cut();
  place.client.connection.retryNow();
  await place.network.up();
  await place.network.down();
  await place.network.up();
  const made: Channel = { ...doomed, id: "1".repeat(12), name: "made" };
  tell(place, "channel.changed", { channel: made });
  tell(place, "channel.archived", { channelId: doomed.id });
  await place.network.flush();
  expect(names(place)).toEqual(["general", "made"]);
});

test("CH-5 after a reconnect the list is read again", async () => {
  const place = await makeLivePlace();
  place.network.wire.cut();
  place.server.makeChannel("made meanwhile");
  place.client.connection.retryNow();
  await place.network.flush();
  expect(names(place)).toEqual(["general", "made meanwhile"]);
});

test("CH-6 a pulse changes only the channels it tells of", async () => {
  const place = await makeLivePlace();
  place.server.makeChannel("other");
  await place.network.flush();
  const before = place.client.channels.state.get().channels;
  tell(place, "channel.pulse", {
    epoch: place.server.epoch,
    pulses: [{ channelId: general, head: 7, lastAt: 5, here: 2 }],
  });
  const after = place.client.channels.state.get().channels;
  expect(after[0]).toMatchObject({ name: "general", head: 7, lastAt: 5, here: 2 });
  expect(after[1]).toBe(before[1]);
});

test("a channel made here is in the list as soon as the answer is", async () => {
  const place = await makeLivePlace();
  const made = place.client.channels.create("mine");
  await place.network.up();
  place.network.wire.down.shift();
  await place.network.flush();
  expect(await made).toMatchObject({ ok: true, value: { channel: { name: "mine" } } });
  expect(names(place)).toEqual(["general", "mine"]);
});

test("a list that is refused for now is asked for again", async () => {
  const place = await makeLivePlace();
  place.server.makeChannel("made meanwhile");
  place.network.wire.cut();
  place.server.refusals.set("channel.list", [{ code: "rate_limited", message: "", retryAfterMs: 900 }]);
  place.client.connection.retryNow();
  await place.network.flush();
  expect(names(place)).toEqual(["general"]);
  await place.clock.pass(900);
  await place.network.flush();
  expect(names(place)).toEqual(["general", "made meanwhile"]);
});

test("CH-9 who archived a channel is known from the event, and asked when this client was away", async () => {
  const place = await makeLivePlace();
  const heard = place.server.makeChannel("planning");
  await place.network.flush();
  const bo = place.server.people.get(place.bo);
  place.server.archiveChannel(heard.id, bo);
  await place.network.flush();
  expect(await place.client.channels.archivalOf(heard.id)).toEqual({ name: "planning", by: bo });
  const asked = place.client.channels.archivalOf("1".repeat(12));
  await place.network.flush();
  expect(await asked).toBeUndefined();
  expect(place.server.log.at(-1)).toEqual({
    name: "channel.listArchived",
    input: { channelIds: ["1".repeat(12)] },
  });
});

test("CH-9 who archived a channel is asked over HTTP while the socket is still being set up", async () => {
  const place = makePlace();
  place.client.start();
  await place.network.up();
  const asked = place.client.channels.archivalOf("1".repeat(12));
  expect(place.client.connection.state.get().is).toBe("connecting");
  await place.network.up();
  expect(place.server.log.map(({ name }) => name)).toContain("channel.listArchived");
  await place.network.flush();
  expect(await asked).toBeUndefined();
});
