import { randomUUID } from "node:crypto";
import type { Database } from "../db/open-database.ts";
import { chooseName } from "./choose-name.ts";
import { type NameRules, usualNameRules } from "./name-rules.ts";
import { insertPerson } from "./person-store.ts";
import type { Session } from "./session.ts";
import { insertSession } from "./session-store.ts";
import { hashToken, makeToken } from "./session-token.ts";

/** Makes a person of this name and their first session. The token is returned once and kept only as a hash (SES-1). */
export function startSession(
  database: Database,
  displayName: string,
  now: number,
  rules: NameRules = usualNameRules,
): Promise<Session & { token: string }> {
  const { db } = database;
  return chooseName(
    db,
    displayName,
    async (name, looks) => {
      const person = { id: randomUUID(), name, rev: 1 };
      const token = makeToken();
      const id = randomUUID();
      await database.transact([
        insertPerson(db, person, looks, now),
        insertSession(db, id, person.id, hashToken(token), now),
      ]);
      return { id, person, token };
    },
    rules,
  );
}
