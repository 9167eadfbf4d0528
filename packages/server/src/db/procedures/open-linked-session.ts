import type { Prepare } from "./prepare.ts";
import { INSERT_SESSION } from "./session-row.ts";

export interface LinkedSessionWanted {
  /** The session that made the link. */
  by: string;
  /** The id of the new session, unless there is one by this link already. */
  id: string;
  tokenHash: string;
  at: number;
  kept: string | null;
  label: string | null;
  /** The same for each session that this link could open. */
  onceHash: string;
}

export interface LinkedSession {
  id: string;
  person: { id: string; name: string; rev: number };
}

const MAKER = `
  select person.id, person.name, person.rev from session join person on person.id = session.person_id
  where session.id = ? and session.ended_at is null`;
const EARLIER = "select id, seen_at is null and ended_at is null as unused from session where once_hash = ?";
const REPLACE = "update session set token_hash = ?, kept = ?, next_token_hash = null where id = ?";

/**
 * DEV-4, DEV-6. Opens one session by a link, as long as the session that made the link is alive: both are looked at in one
 * transaction, so nobody who was signed out leaves a device behind. A repeat gives that session another token until one of its
 * tokens was presented. Undefined where there is nothing to open.
 */
export function openLinkedSession(prepare: Prepare): (wanted: LinkedSessionWanted) => LinkedSession | undefined {
  const [maker, earlier] = [prepare(MAKER), prepare(EARLIER)];
  const [insert, replace] = [prepare(INSERT_SESSION), prepare(REPLACE)];

  return ({ by, id, tokenHash, at, kept, label, onceHash }) => {
    const person = maker.get(by) as LinkedSession["person"] | undefined;
    if (!person) return undefined;
    const opened = earlier.get(onceHash) as { id: string; unused: number } | undefined;
    if (opened?.unused === 0) return undefined;
    if (opened) replace.run(tokenHash, kept, opened.id);
    else insert.run(id, person.id, tokenHash, at, kept, label, onceHash);
    return { id: opened?.id ?? id, person: { ...person } };
  };
}
