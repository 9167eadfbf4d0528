import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { makeChannelId } from "../channels/channel-id.ts";
import { person } from "../testing/cast.ts";
import { tempDatabase } from "../testing/temp-database.ts";
import { createKey } from "./create-key.ts";
import { keyByLookup, refreshKeyRow, workingKeys } from "./key-store.ts";

const lookupHash = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFE";
const record = "r".repeat(64);

test("PRIV-2 a key works up to the millisecond it expires at, for finding, knocking, refreshing and the list", async () => {
  await using database = await tempDatabase();
  const [ada, bo] = [await person(database, "Ada"), await person(database, "Bo")];
  const keyId = randomUUID();
  await createKey(database, ada.person, { keyId, lookupHash, record, expiresAt: 1_000 }, 500);
  const works = async (now: number) => {
    const { db } = database;
    const knock = {
      lookupHash,
      by: bo.person.id,
      at: now,
      id: makeChannelId(),
      most: 9,
      mostRequests: 9,
      mostOfKey: 9,
    };
    return [
      (await keyByLookup(db, lookupHash, bo.person.id, now)) !== undefined,
      "conversation" in (await database.commit("openConversation", knock)),
      await refreshKeyRow(db, ada.person.id, keyId, record, now),
      (await workingKeys(db, ada.person.id, now)).length === 1,
    ];
  };
  expect(await works(999)).toEqual([true, true, true, true]);
  expect(await works(1_000)).toEqual([false, false, false, false]);
});

test("PRIV-2 an expired key keeps neither its phrase nor its place among its owner's keys", async () => {
  await using database = await tempDatabase();
  const [ada, bo] = [await person(database, "Ada"), await person(database, "Bo")];
  const key = () => ({ keyId: randomUUID(), lookupHash, record });
  await createKey(database, ada.person, { ...key(), expiresAt: 1_000 }, 500);
  await expect(createKey(database, bo.person, key(), 999)).rejects.toMatchObject({ coded: { code: "key_taken" } });
  await createKey(database, bo.person, key(), 1_000);
  expect((await keyByLookup(database.db, lookupHash, ada.person.id, 1_000))?.owner.id).toBe(bo.person.id);
});

test("PRIV-2 of keys set up at once under one phrase one is made", async () => {
  await using database = await tempDatabase();
  const [ada, bo] = [await person(database, "Ada"), await person(database, "Bo")];
  const made = await Promise.allSettled(
    [ada, bo, ada].map((by) => createKey(database, by.person, { keyId: randomUUID(), lookupHash, record }, 1)),
  );
  expect(made.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected"]);
});
