import { randomUUID } from "node:crypto";
import { limits } from "@parlor/protocol";
import { expect, test } from "vitest";
import { channel, person } from "../testing/cast.ts";
import { tempDatabase } from "../testing/temp-database.ts";
import { appendBatch, readMessages } from "./message-store.ts";

test("MSG-5 a page of the longest texts is shorter than asked, and the next goes on where it ended", async () => {
  await using database = await tempDatabase();
  const ada = await person(database, "Ada");
  const { id: channelId } = await channel(database, "novels");
  const text = "字".repeat(limits.messageText);
  const one = () => ({ channelId, sessionId: ada.id, personId: ada.person.id, clientId: randomUUID(), text, at: 1 });
  await appendBatch(database, Array.from({ length: 120 }, one));
  const newest = await readMessages(database, channelId, { newest: true }, 200);
  expect(newest.messages.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, n) => n + 71));
  const older = await readMessages(database, channelId, { before: 71 }, 200);
  expect([older.messages[0]?.seq, older.messages.at(-1)?.seq]).toEqual([21, 70]);
  const after = await readMessages(database, channelId, { after: 0 }, 200);
  expect([after.messages[0]?.seq, after.messages.at(-1)?.seq]).toEqual([1, 50]);
});

/** Takes some ten milliseconds, so that a line of them is there when something else comes. */
const slowRead = {
  sql: "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 100000) SELECT max(x) FROM n",
  parameters: [],
};

test("MSG-7 a crowd of readers does not come before a send", async () => {
  await using database = await tempDatabase();
  const ada = await person(database, "Ada");
  const { id: channelId } = await channel(database, "busy");
  const order: string[] = [];
  const reads = Array.from({ length: 20 }, () => database.read([slowRead]).then(() => order.push("read")));
  const draft = { channelId, sessionId: ada.id, personId: ada.person.id, clientId: randomUUID(), text: "first", at: 1 };
  const send = appendBatch(database, [draft]).then(() => order.push("send"));
  await Promise.all([...reads, send]);
  // Some may be done before the send is asked for, and one is under way by then.
  expect(order.indexOf("send")).toBeLessThan(reads.length / 2);
});
