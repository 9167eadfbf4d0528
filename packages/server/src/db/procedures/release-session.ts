import type { Named, NameWanted } from "./name-wanted.ts";
import type { Prepare } from "./prepare.ts";
import { takeName } from "./take-name.ts";

export interface ReleaseWanted {
  sessionId: string;
  /** The name of the person as the caller knows it; `leaves.name` was made from it. */
  known: string;
  /** The name that the person gets if they have no way back. */
  leaves: NameWanted;
}

/**
 * `over`: the session had ended before, or the person has another way back; only the session is ended. `released`: the person got
 * the other name too. In the other two cases nothing was done: the person has another name now, or `leaves.name` is taken.
 */
export type SessionReleased =
  | { is: "over"; name: string; canReturn: boolean }
  | { is: "released"; named: Named }
  | { is: "renamed"; name: string }
  | { is: "taken" };

const FIND = `
  select name, exists (select 1 from session where id = ?2 and person_id = person.id and ended_at is null) as alive,
    exists (select 1 from session where person_id = person.id and id <> ?2 and ended_at is null)
      or exists (select 1 from recovery where person_id = person.id) as canReturn
  from person where id = ?1`;
const END = "update session set ended_at = ? where id = ?";

/** NAME-8. Ends a session and gives up the name of its person, if they have no other way back: both in one transaction, and once. */
export function releaseSession(prepare: Prepare): (wanted: ReleaseWanted) => SessionReleased {
  const [find, end, take] = [prepare(FIND), prepare(END), takeName(prepare)];

  return ({ sessionId, known, leaves }) => {
    const found = find.get(leaves.personId, sessionId) as
      | { name: string; alive: number; canReturn: number }
      | undefined;
    if (!found) return { is: "over", name: known, canReturn: false };
    const canReturn = found.canReturn === 1;
    if (found.alive === 1 && !canReturn) {
      if (found.name !== known) return { is: "renamed", name: found.name };
      const named = take(leaves);
      if (!named || !("person" in named)) return { is: "taken" };
      end.run(leaves.at, sessionId);
      return { is: "released", named };
    }
    if (found.alive === 1) end.run(leaves.at, sessionId);
    return { is: "over", name: found.name, canReturn };
  };
}
