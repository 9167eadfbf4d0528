import { expect, test } from "vitest";
import { general, makeLivePlace, makeOpenPlace } from "./testing/place.ts";

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
