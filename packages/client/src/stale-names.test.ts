import { expect, test } from "vitest";
import { general, makeLivePlace, makeOpenPlace, makePlace } from "./testing/place.ts";

test("CLI-7 a rename while the connection was away shows on old messages", async () => {
  const place = await makeOpenPlace("one");
  place.network.wire.cut();
  place.server.rename(place.bo, "Boris");
  place.client.connection.retryNow();
  await place.network.flush();
  await place.clock.pass(3_000);
  await place.network.flush();
  expect(place.client.people.get(place.server.room(general).messages[0]?.by ?? "")?.name).toBe("Boris");
});

test("CLI-7 who made a channel is asked for at its first opening, though they wrote nothing and are away", async () => {
  const { client, clock, network, server, bo } = await makeLivePlace();
  const maker = server.people.get(bo)?.id ?? "";
  const { id } = server.makeChannel("garden", maker);
  client.feed(id).open();
  await network.flush();
  await clock.pass(0);
  await network.flush();
  expect(client.people.get(maker)?.name).toBe("Bo");
});

test("NAME-5 former names of the authors on screen are read, and not of people who were never renamed", async () => {
  const { client, clock, network, server, ada, bo } = makePlace();
  const { id } = server.rename(bo, "Boris");
  server.write(bo, general, "as Boris");
  server.write(ada, general, "as ever");
  client.start();
  await network.flush();
  client.feed(general).open();
  await network.flush();
  await clock.pass(3_000);
  await network.flush();
  const asked = server.log.filter(({ name }) => name === "person.read").map(({ input }) => input);
  expect(asked).toEqual([{ personIds: [id] }]);
  expect(client.people.formerNames.get().get(id)).toEqual([{ personId: id, name: "Bo", until: server.now }]);
  expect(client.people.lastRename.get()).toBeUndefined();
});

test("NAME-7 a rename that was told and is read again after a reconnect is one rename", async () => {
  const place = await makeOpenPlace("one");
  const { client, clock, network, server } = place;
  const { id } = server.rename(place.bo, "Boris");
  await network.flush();
  const told = { personId: id, name: "Bo", until: server.now };
  expect(client.people.lastRename.get()).toEqual(told);
  network.wire.cut();
  server.now += 1_000;
  server.rename(place.bo, "Robert");
  client.connection.retryNow();
  await network.flush();
  await clock.pass(3_000);
  await network.flush();
  expect(client.people.formerNames.get().get(id)).toEqual([told, { personId: id, name: "Boris", until: server.now }]);
  expect(client.people.lastRename.get()).toEqual(told);
});
