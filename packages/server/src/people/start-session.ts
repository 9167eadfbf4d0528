import { randomUUID } from "node:crypto";
import type { Database } from "../db/open-database.ts";
import { chooseName } from "./choose-name.ts";
import { type NameRules, usualNameRules } from "./name-rules.ts";
import type { Session } from "./session.ts";
import { hashToken, makeToken } from "./session-token.ts";

/** Makes a person of this name and their first session. The token is returned once and kept only as a hash (SES-1). */
export async function startSession(
  database: Database,
  displayName: string,
  now: number,
  rules: NameRules = usualNameRules,
): Promise<Session & { token: string }> {
  const token = makeToken();
  const id = randomUUID();
  const begins = { sessionId: id, tokenHash: hashToken(token) };
  const { person } = await chooseName(database, displayName, rules, { personId: randomUUID(), at: now, begins });
  return { id, person, token };
}
