import { expect, test } from "vitest";
import { general, makeOpenPlace } from "./testing/place.ts";

test("only the last twenty closed feeds are kept, and a feed that is open never goes", async () => {
  const { client } = await makeOpenPlace();
  const open = client.feed(general);
  const ids = Array.from({ length: 25 }, (_, at) => String(at).padStart(12, "a"));
  const feeds = ids.map((id) => client.feed(id));
  expect(client.feed(general)).toBe(open);
  expect(client.feed(ids[24] ?? "")).toBe(feeds[24]);
  expect(client.feed(ids[0] ?? "")).not.toBe(feeds[0]);
});
