import { randomUUID } from "node:crypto";
import { privateLimits } from "@parlor/protocol";
import { expect, test } from "vitest";
import { makeChannelId } from "../channels/channel-id.ts";
import type { Knocked } from "../db/procedures/open-conversation.ts";
import { roomDoor } from "../rooms/room-door.ts";
import { person } from "../testing/cast.ts";
import { firstMessage } from "../testing/first-message.ts";
import { tempDatabase } from "../testing/temp-database.ts";
import { ConversationDirectory } from "./conversation-directory.ts";
import { createKey } from "./create-key.ts";

const lookupHash = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFE";

const bounds = { mostRequests: 9, mostOfKey: 9 };

/** A knock of Bo's at Ada's, and a third person. */
async function place() {
  const database = await tempDatabase();
  const [ada, bo, cy] = await Promise.all(["Ada", "Bo", "Cy"].map((name) => person(database, name)));
  if (!ada || !bo || !cy) throw new Error("three came");
  await createKey(database, ada.person, { keyId: randomUUID(), lookupHash, record: "r".repeat(64) }, 1);
  const knock = (by: string, most = 9): Promise<Knocked> =>
    database.commit("openConversation", { lookupHash, by, at: 1, id: makeChannelId(), most, ...bounds });
  const knocked = await knock(bo.person.id);
  if ("refused" in knocked) throw new Error(knocked.refused);
  const shows = () => firstMessage(database, bo, knocked.conversation.id);
  const conversations = new ConversationDirectory(database);
  return { database, ada, bo, cy, knock, shows, conversation: knocked.conversation, conversations };
}

test("PRIV-4 to the two it is a room each as they stand, to a third it is nowhere, before and after it is known", async () => {
  const { database, ada, bo, cy, shows, conversation, conversations } = await place();
  await shows();
  await using _closed = database;
  const { id } = conversation;
  expect(conversations.known(bo.person.id, id)).toBeUndefined();
  expect(await conversations.find(cy.person.id, id)).toBeUndefined();
  expect(await conversations.find(bo.person.id, id)).toMatchObject({
    kind: "conversation",
    may: { read: true, write: true, type: false },
    headMost: privateLimits.requestMessages,
  });
  expect(conversations.known(ada.person.id, id)).toMatchObject({ may: { read: true, write: false, type: false } });
  expect(conversations.known(cy.person.id, id)).toBeUndefined();
  expect(await conversations.find(cy.person.id, id)).toBeUndefined();
});

test("PRIV-4 what is not known is looked up once for all who ask at once; a known one comes without a promise", async () => {
  const { database, bo, conversation, conversations } = await place();
  await using _closed = database;
  let asked = 0;
  const door = roomDoor([{ known: () => undefined, find: async () => void (asked += 1) }, conversations]);
  const rooms = await Promise.all([1, 2, 3].map(async () => door(bo.person, conversation.id, "write")));
  expect(rooms.map(({ id }) => id)).toEqual([conversation.id, conversation.id, conversation.id]);
  expect(asked).toBe(1);
  expect(door(bo.person, conversation.id, "write")).not.toBeInstanceOf(Promise);
  expect(() => door(bo.person, conversation.id, "type")).toThrow(
    expect.objectContaining({ coded: expect.objectContaining({ code: "channel_not_found" }) }),
  );
});

test("PRIV-5 the conversations a person begins have an end, which nobody else can reach for them", async () => {
  const { database, ada, bo, cy, knock, conversation } = await place();
  await using _closed = database;
  expect(await knock(bo.person.id, 1), "the ones there are go on").toMatchObject({
    conversation: { id: conversation.id },
    changed: [],
  });
  const eve = await person(database, "Eve");
  expect(await knock(eve.person.id, 1), "others may go on to knock on Ada").toMatchObject({ conversation: {} });
  const knockOn = async (owner: typeof cy, hash: string) => {
    await createKey(database, owner.person, { keyId: randomUUID(), lookupHash: hash, record: "r".repeat(64) }, 1);
    const knocking = { lookupHash: hash, by: ada.person.id, at: 1, id: makeChannelId(), most: 1, ...bounds };
    return database.commit("openConversation", knocking);
  };
  expect(await knockOn(cy, lookupHash.replace("0", "1"))).toMatchObject({ changed: [ada.person.id, cy.person.id] });
  const dan = await person(database, "Dan");
  expect(await knockOn(dan, lookupHash.replace("0", "2")), "her own have an end").toEqual({ refused: "limit_reached" });
  expect(await knockOn(bo, lookupHash.replace("0", "3")), "but with whom there is one").toMatchObject({
    changed: [ada.person.id, bo.person.id],
  });
});

test("PRIV-6 PRIV-7 answers change what they may, once, and tell whose view changed", async () => {
  const { database, ada, bo, cy, shows, conversation } = await place();
  await shows();
  await using _closed = database;
  const { id } = conversation;
  const says = async (by: string, answer: "accept" | "decline" | "block" | "unblock") => {
    const replied = await database.commit("answerConversation", { id, by, at: 2, answer, mostRequests: 9 });
    const standing = (of: string) => replied?.conversation.members.find(({ personId }) => personId === of)?.standing;
    return replied && [standing(ada.person.id), standing(bo.person.id), replied.changed];
  };
  const [a, b] = [ada.person.id, bo.person.id];
  expect(await says(cy.person.id, "accept")).toBeUndefined();
  for (const answer of ["accept", "decline", "unblock"] as const)
    expect(await says(b, answer), `${answer} by who knocked`).toEqual(["asked", "asking", []]);
  expect(await says(a, "decline")).toEqual(["declined", "asking", [a]]);
  expect(await says(a, "decline")).toEqual(["declined", "asking", []]);
  expect(await says(a, "block")).toEqual(["blocked", "asking", [a]]);
  expect(await says(a, "accept")).toEqual(["blocked", "asking", []]);
  expect(await says(a, "unblock")).toEqual(["asked", "asking", [a]]);
  expect(await says(b, "block")).toEqual(["asked", "blocked", [b]]);
  expect(await says(a, "accept")).toEqual(["open", "blocked", [a]]);
  expect(await says(b, "unblock")).toEqual(["open", "open", [b]]);
  expect(await says(a, "decline")).toEqual(["open", "open", []]);
});
