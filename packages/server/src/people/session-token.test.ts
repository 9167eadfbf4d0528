import { expect, test } from "vitest";
import { tempDatabase } from "../testing/temp-database.ts";
import { endSession, sessionByTokenHash } from "./session-store.ts";
import { hashToken, makeToken } from "./session-token.ts";
import { startSession } from "./start-session.ts";

test("SES-1 a token holds 256 bits and no two are alike", () => {
  const tokens = Array.from({ length: 1_000 }, makeToken);
  expect(new Set(tokens).size).toBe(1_000);
  expect(Buffer.from(tokens[0] ?? "", "base64url")).toHaveLength(32);
});

test("SES-1 the database holds the hash and nothing that opens a session", async () => {
  await using database = await tempDatabase();
  const { db } = database;
  const { token, id } = await startSession(database, "Ada", 1);
  const rows = await db.selectFrom("session").selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(token);
  expect(await sessionByTokenHash(db, hashToken(token))).toMatchObject({ id, person: { name: "Ada" } });
  expect(await sessionByTokenHash(db, rows[0]?.token_hash ?? "")).toMatchObject({ id });
  expect(await sessionByTokenHash(db, hashToken(rows[0]?.token_hash ?? ""))).toBeUndefined();
});

test("CON-7 an ended session opens nothing", async () => {
  await using database = await tempDatabase();
  const { token, id, person } = await startSession(database, "Ada", 1);
  await endSession(database.db, person.id, id, 2);
  expect(await sessionByTokenHash(database.db, hashToken(token))).toBeUndefined();
});
