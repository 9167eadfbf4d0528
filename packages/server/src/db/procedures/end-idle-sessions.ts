import type { Prepare } from "./prepare.ts";

export interface IdleBatch {
  /** The ids to look at come after this one, in their order, `most` of them. */
  after: string;
  most: number;
  /** Sessions that were used last at this time or before are idle. */
  unusedSince: number;
  at: number;
}

export interface EndedSession {
  id: string;
  personId: string;
}

export interface IdleEnded {
  ended: EndedSession[];
  /** The last id that was looked at; undefined when there are no more. */
  next: string | undefined;
}

/**
 * Of a person's sessions the one used last stays, so that nobody loses their name by being away (SES-9). One whose token nobody
 * ever presented may be in nobody's hands, so it comes after all others.
 */
const END_IDLE = `
  update session set ended_at = ?1
  where ended_at is null and max(created_at, coalesce(seen_at, 0)) <= ?2 and exists (
    select 1 from session as later
    where later.person_id = session.person_id and later.ended_at is null
      and (coalesce(later.seen_at, 0), later.created_at, later.id) > (coalesce(session.seen_at, 0), session.created_at, session.id))`;
const ENDED = "returning id, person_id as personId";
const LAST = `
  select max(id) as last, count(*) as looked from (select id from session where id > ? order by id limit ?)`;

/** SES-9. Looks at a batch of sessions and ends those that were not used for long. */
export function endIdleSessions(prepare: Prepare): (wanted: IdleBatch) => IdleEnded {
  const [find, end] = [prepare(LAST), prepare(`${END_IDLE} and id > ?3 and id <= ?4 ${ENDED}`)];

  return ({ after, most, unusedSince, at }) => {
    const { last, looked } = find.get(after, most) as { last: string | null; looked: number };
    if (last === null) return { ended: [], next: undefined };
    const ended = end.all(at, unusedSince, after, last).map(toEnded);
    return { ended, next: looked < most ? undefined : last };
  };
}

/** SES-9. The same for one session. Undefined where it goes on, or had ended before. */
export function endIdleSession(
  prepare: Prepare,
): (wanted: Omit<IdleBatch, "after" | "most"> & { id: string }) => EndedSession | undefined {
  const end = prepare(`${END_IDLE} and id = ?3 ${ENDED}`);

  return ({ id, unusedSince, at }) => end.all(at, unusedSince, id).map(toEnded)[0];
}

function toEnded(row: Record<string, unknown>): EndedSession {
  return { id: String(row["id"]), personId: String(row["personId"]) };
}
