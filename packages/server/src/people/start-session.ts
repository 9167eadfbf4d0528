import { randomUUID } from "node:crypto";
import { limits } from "@parlor/protocol";
import type { Database } from "../db/open-database.ts";
import type { SessionKept } from "../db/schema.ts";
import { Refusal } from "../refusal.ts";
import { chooseName } from "./choose-name.ts";
import { digestOf } from "./digest.ts";
import { type NameRules, usualNameRules } from "./name-rules.ts";
import { normaliseName } from "./normalise-name.ts";
import type { Session, SessionUse } from "./session.ts";
import { replaceToken, unusedSessionByOnce } from "./session-store.ts";
import { hashToken, makeToken } from "./session-token.ts";

/** A client that got no answer tries again within minutes; after that a lost answer is a lost name (SES-7). */
const REPEAT_WITHIN_MS = 10 * 60_000;

/** Where a new session lives. */
export interface NewDevice {
  kept?: SessionKept | undefined;
  label?: string | undefined;
}

interface Start extends NewDevice {
  once?: string | undefined;
}

export type StartedSession = Session & { token: string };

/** Of a session whose token nobody has presented yet. */
export function newUse({ kept, label }: NewDevice, now: number): SessionUse {
  return { kept, label, createdAt: now, seenAt: 0, renewedAt: now, isNext: false };
}

/**
 * Makes a person of this name and their first session. The token is returned once and kept only as a hash (SES-1).
 * With a `once` that started a session before, it gives out that session with another token, unless one of its tokens has
 * been presented already (SES-7).
 */
export async function startSession(
  database: Database,
  displayName: string,
  now: number,
  { once, ...device }: Start = {},
  rules: NameRules = usualNameRules,
): Promise<StartedSession> {
  const onceHash = once === undefined ? undefined : digestOf(once);
  const repeat = async () => {
    const session = await repeatOf(database, onceHash, displayName, now, rules);
    return session && { ...session, use: newUse(device, now) };
  };
  const earlier = await repeat();
  if (earlier) return earlier;
  try {
    return await makePerson(database, displayName, now, { ...device, onceHash }, rules);
  } catch (failure) {
    // The first call may have been under way until now, and have taken the name for this very caller.
    const isTaken = failure instanceof Refusal && failure.coded.code === "name_taken";
    const first = isTaken ? await repeat() : undefined;
    if (!first) throw failure;
    return first;
  }
}

async function makePerson(
  database: Database,
  displayName: string,
  now: number,
  device: NewDevice & { onceHash: string | undefined },
  rules: NameRules,
): Promise<StartedSession> {
  const token = makeToken();
  const id = randomUUID();
  const begins = { sessionId: id, tokenHash: hashToken(token), ...device };
  const { person } = await chooseName(database, displayName, rules, { personId: randomUUID(), at: now, begins });
  return { id, person, token, use: newUse(device, now) };
}

async function repeatOf(
  database: Database,
  onceHash: string | undefined,
  displayName: string,
  now: number,
  rules: NameRules,
): Promise<StartedSession | undefined> {
  if (onceHash === undefined) return undefined;
  const session = await unusedSessionByOnce(database.db, onceHash, now - REPEAT_WITHIN_MS);
  if (!session) return undefined;
  const { person } = session;
  const isSameName = normaliseName(displayName, limits.displayNameVisible) === person.name;
  // Nobody has seen this person yet, so there is nobody to tell, and no name to hold.
  const named = isSameName
    ? undefined
    : await chooseName(database, displayName, { ...rules, nameHeldMs: 0 }, { personId: person.id, at: now });
  const token = makeToken();
  await replaceToken(database.db, session.id, hashToken(token));
  return { ...session, person: named?.person ?? person, token };
}
