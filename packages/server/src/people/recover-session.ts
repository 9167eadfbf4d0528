import { randomUUID } from "node:crypto";
import type { Database } from "../db/open-database.ts";
import { Refusal } from "../refusal.ts";
import { digestOf } from "./digest.ts";
import { peopleById } from "./person-store.ts";
import { personByLogin } from "./recovery-store.ts";
import { insertSession } from "./session-store.ts";
import { hashToken, makeToken } from "./session-token.ts";
import { type NewDevice, newUse, type StartedSession } from "./start-session.ts";

/** RING-3. A further session of the person whose recovery phrase gives this login. Throws `recovery_refused` when there is none. */
export async function recoverSession(
  { db }: Database,
  login: string,
  now: number,
  device: NewDevice = {},
): Promise<StartedSession> {
  const personId = await personByLogin(db, digestOf(login));
  const [person] = personId === undefined ? [] : await peopleById(db, [personId]);
  if (!person) throw new Refusal("recovery_refused");
  const token = makeToken();
  const id = randomUUID();
  await insertSession(db, { id, personId: person.id, tokenHash: hashToken(token), at: now, ...device }).execute();
  return { id, person, token, use: newUse(device, now) };
}
