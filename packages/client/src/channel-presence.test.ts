import type { Events } from "@parlor/protocol";
import { expect, test } from "vitest";
import { general, makeOpenPlace } from "./testing/place.ts";

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
