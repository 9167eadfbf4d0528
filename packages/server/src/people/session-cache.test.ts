import { expect, test } from "vitest";
import { unheard } from "../fanout/unheard.ts";
import { tempDatabase } from "../testing/temp-database.ts";
import { renamePerson } from "./rename-person.ts";
import { SessionCache } from "./session-cache.ts";
import { endSession } from "./session-store.ts";
import { hashToken } from "./session-token.ts";
import { startSession } from "./start-session.ts";

test("CON-7 a session that was looked up before it ended is none any more", async () => {
  await using database = await tempDatabase();
  const { id, person, token } = await startSession(database, "Ada", 1);
  const sessions = new SessionCache(database.db);
  expect(await sessions.byTokenHash(hashToken(token))).toMatchObject({ id, person: { name: "Ada" } });
  const lookedUp = sessions.byTokenHash(hashToken(token));
  await endSession(database.db, person.id, id, 2);
  sessions.forget(id);
  await lookedUp;
  expect(await sessions.byTokenHash(hashToken(token))).toBeUndefined();
});

test("NAME-4 a session that was looked up before a rename has the new name", async () => {
  await using database = await tempDatabase();
  const { person, token } = await startSession(database, "Ada", 1);
  const sessions = new SessionCache(database.db);
  await sessions.byTokenHash(hashToken(token));
  sessions.renamed(await renamePerson(database, unheard, person, "Ada Lovelace"));
  expect(await sessions.byTokenHash(hashToken(token))).toMatchObject({ person: { name: "Ada Lovelace", rev: 2 } });
});
