import { expect, test } from "vitest";
import { general, makeOpenPlace } from "./testing/place.ts";

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
