import type { PersonId, WaysBack } from "@parlor/protocol";
import type { Db } from "../db/schema.ts";
import { toPerson } from "./person-store.ts";
import type { Session } from "./session.ts";

export function insertSession(db: Db, id: string, personId: PersonId, tokenHash: string, at: number) {
  return db
    .insertInto("session")
    .values({ id, person_id: personId, token_hash: tokenHash, created_at: at, ended_at: null });
}

/** The living session whose token has this hash, with its person as they are named now. */
export async function sessionByTokenHash(db: Db, tokenHash: string): Promise<Session | undefined> {
  const row = await db
    .selectFrom("session")
    .innerJoin("person", "person.id", "session.person_id")
    .select(["session.id as sessionId", "person.id", "person.name", "person.rev"])
    .where("session.token_hash", "=", tokenHash)
    .where("session.ended_at", "is", null)
    .executeTakeFirst();
  return row && { id: row.sessionId, person: toPerson(row) };
}

export async function countSessions(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom("session")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("ended_at", "is", null)
    .executeTakeFirstOrThrow();
  return count;
}

/** How a person can come back once this session has ended: their other living sessions, and whether a recovery phrase is set. */
export async function waysBack(db: Db, personId: PersonId, sessionId: string): Promise<WaysBack> {
  const sessions = db
    .selectFrom("session")
    .select((e) => e.fn.countAll<number>().as("count"))
    .where("person_id", "=", personId)
    .where("id", "<>", sessionId)
    .where("ended_at", "is", null)
    .executeTakeFirstOrThrow();
  const recovery = db.selectFrom("recovery").select("person_id").where("person_id", "=", personId).executeTakeFirst();
  return { otherSessions: (await sessions).count, hasRecovery: (await recovery) !== undefined };
}

export async function endSessionRow(db: Db, id: string, at: number): Promise<void> {
  await db.updateTable("session").set({ ended_at: at }).where("id", "=", id).where("ended_at", "is", null).execute();
}
