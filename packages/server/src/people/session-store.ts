import { deviceLimits, type PersonId, type WaysBack } from "@parlor/protocol";
import type { Db, SessionKept } from "../db/schema.ts";
import { toPerson } from "./person-store.ts";
import type { Session } from "./session.ts";

export interface NewSession {
  id: string;
  personId: PersonId;
  tokenHash: string;
  at: number;
  kept?: SessionKept | undefined;
  label?: string | undefined;
  onceHash?: string | undefined;
}

export function insertSession(db: Db, { id, personId, tokenHash, at, kept, label, onceHash }: NewSession) {
  return db.insertInto("session").values({
    id,
    person_id: personId,
    token_hash: tokenHash,
    created_at: at,
    ended_at: null,
    kept: kept ?? null,
    label: label ?? null,
    seen_at: null,
    renewed_at: kept === "plain" || kept === "secure" ? at : null,
    next_token_hash: null,
    once_hash: onceHash ?? null,
  });
}

/** The living session whose token, or next token, has this hash, with its person as they are named now. */
export async function sessionByTokenHash(db: Db, tokenHash: string): Promise<Session | undefined> {
  const row = await db
    .selectFrom("session")
    .innerJoin("person", "person.id", "session.person_id")
    .select(["session.id as sessionId", "person.id", "person.name", "person.rev"])
    .select(["kept", "label", "seen_at", "renewed_at", "next_token_hash", "session.created_at as createdAt"])
    .where((e) => e.or([e("token_hash", "=", tokenHash), e("next_token_hash", "=", tokenHash)]))
    .where("ended_at", "is", null)
    .executeTakeFirst();
  if (!row) return undefined;
  const use = {
    kept: row.kept ?? undefined,
    label: row.label ?? undefined,
    createdAt: row.createdAt,
    seenAt: row.seen_at ?? 0,
    renewedAt: row.renewed_at ?? 0,
    isNext: row.next_token_hash === tokenHash,
  };
  return { id: row.sessionId, person: toPerson(row), use };
}

/** SES-7. The session that was started with this `once` after `since`, and whose token nobody has presented yet. */
export async function unusedSessionByOnce(db: Db, onceHash: string, since: number): Promise<Session | undefined> {
  const row = await db
    .selectFrom("session")
    .innerJoin("person", "person.id", "session.person_id")
    .select(["session.id as sessionId", "person.id", "person.name", "person.rev"])
    .where("once_hash", "=", onceHash)
    .where("session.created_at", ">", since)
    .where("seen_at", "is", null)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return row && { id: row.sessionId, person: toPerson(row) };
}

/** Of the sessions that have not ended, those that somebody can be: not those of imports and webhooks, which no token hashes to. */
export async function countSessions(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom("session")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("ended_at", "is", null)
    .where("token_hash", "not like", "none:%")
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

/** The session's token is another one from now on. */
export async function replaceToken(db: Db, id: string, tokenHash: string): Promise<void> {
  await db
    .updateTable("session")
    .set({ token_hash: tokenHash, next_token_hash: null })
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .execute();
}

/** SES-5. The session answers to this token too, until `settleToken` makes it the only one. */
export async function setNextToken(db: Db, id: string, tokenHash: string, at: number): Promise<void> {
  await db
    .updateTable("session")
    .set({ next_token_hash: tokenHash, renewed_at: at })
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .execute();
}

export async function settleToken(db: Db, id: string): Promise<void> {
  await db
    .updateTable("session")
    .set((e) => ({ token_hash: e.ref("next_token_hash").$notNull(), next_token_hash: null, kept: "secure" }))
    .where("id", "=", id)
    .where("next_token_hash", "is not", null)
    .execute();
}

export async function markRenewed(db: Db, id: string, at: number, label: string | undefined): Promise<void> {
  await db
    .updateTable("session")
    .set({ renewed_at: at, ...(label !== undefined && { label }) })
    .where("id", "=", id)
    .execute();
}

/** The sessions of a person that are not over, the one that was used last first; `own` is always among them. */
export async function listSessions(db: Db, personId: PersonId, own: string) {
  const rows = await db
    .selectFrom("session")
    .select(["id", "label", "created_at", "seen_at"])
    .where("person_id", "=", personId)
    .where("ended_at", "is", null)
    .orderBy((e) => e.case().when("id", "=", own).then(0).else(1).end())
    .orderBy((e) => e.fn.coalesce("seen_at", "created_at"), "desc")
    .orderBy("id")
    .limit(deviceLimits.listed)
    .execute();
  return rows.map(({ id, label, created_at, seen_at }) => ({
    sessionId: id,
    createdAt: created_at,
    ...(label !== null && { label }),
    ...(seen_at !== null && { seenAt: seen_at }),
  }));
}

/** Ends a session of this person. Resolves to false where it is not theirs, or is over. */
export async function endSession(db: Db, personId: PersonId, id: string, at: number): Promise<boolean> {
  const ended = await db
    .updateTable("session")
    .set({ ended_at: at })
    .where("id", "=", id)
    .where("person_id", "=", personId)
    .where("ended_at", "is", null)
    .returning("id")
    .execute();
  return ended.length > 0;
}

/** Ends every other session of this person; resolves to their ids. */
export async function endSessionsBut(db: Db, personId: PersonId, id: string, at: number): Promise<string[]> {
  const ended = await db
    .updateTable("session")
    .set({ ended_at: at })
    .where("person_id", "=", personId)
    .where("id", "<>", id)
    .where("ended_at", "is", null)
    .returning("id")
    .execute();
  return ended.map((row) => row.id);
}
