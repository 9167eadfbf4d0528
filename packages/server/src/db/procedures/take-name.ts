import type { Prepare } from "./prepare.ts";
import { INSERT_SESSION } from "./session-row.ts";

export interface NameWanted {
  personId: string;
  name: string;
  folded: string;
  shape: string;
  reading: string;
  at: number;
  /** How long the name before stays theirs. */
  heldMs: number;
  /** All names they had before are free from now on. */
  releases: boolean;
  /** Set for a person who is new, with their first session. */
  begins: {
    sessionId: string;
    tokenHash: string;
    imported: boolean;
    kept: string | null;
    label: string | null;
    onceHash: string | null;
  } | null;
  /** Former names that may be held for one person, and that are remembered of one. */
  mostHeld: number;
  mostKept: number;
}

export interface Named {
  person: { id: string; name: string; rev: number };
  /** The name before, when it was another one. */
  former: { name: string; until: number } | null;
}

/**
 * What was done, or why nothing was: the name in the way, or too many old names that are still held for the person, and when the
 * first of them is free. Undefined when there is no such person.
 */
export type NameTaken = Named | { inTheWay: string } | { held: string[]; heldUntil: number } | undefined;

interface Row {
  name: string;
  rev: number;
  name_folded: string;
  name_shape: string;
  name_reading: string;
}

const SAME = "(name_folded = ?1 or name_shape = ?2 or name_reading = ?3)";
const HOLDER = `select name from person where ${SAME} and id <> ?4 limit 1`;
const HELD = `select name from former_name where ${SAME} and person_id <> ?4 and held_until > ?5 limit 1`;
const PERSON = "select name, rev, name_folded, name_shape, name_reading from person where id = ?";
const BEGIN = `
  insert into person (id, name, name_folded, name_shape, name_reading, rev, created_at, imported)
  values (?, ?, ?, ?, ?, 1, ?, ?)`;
const RENAME = `
  update person set name = ?, name_folded = ?, name_shape = ?, name_reading = ?, rev = rev + 1 where id = ?`;
const FORMER = `
  insert into former_name (person_id, rev, name, name_folded, name_shape, name_reading, until, held_until)
  values (?, ?, ?, ?, ?, ?, ?, ?)`;
/** Names that would be held for a person who takes another one: a name that they had several times counts once. */
const HOLDS = `
  select name, max(held_until) as heldUntil from former_name
  where person_id = ?1 and held_until > ?2 and name_folded not in (?3, ?4)
  group by name_folded order by max(rev) desc`;
const RELEASE = "update former_name set held_until = ?2 where person_id = ?1 and held_until > ?2";
/** A name that is held is remembered for as long, once. */
const FORGET = `
  delete from former_name
  where person_id = ?1 and rev not in (select rev from former_name where person_id = ?1 order by rev desc limit ?2)
    and (held_until <= ?3 or exists (
      select 1 from former_name as later
      where later.person_id = ?1 and later.name_folded = former_name.name_folded and later.rev > former_name.rev))`;

/**
 * NAME-2, NAME-7. Gives a name to a person, new or known, unless another person has one that looks like it or had one lately. The
 * name before stays theirs for a while. A person for whom too many names are held already gets no further one, so nobody can hoard
 * names; they can always take an old one back.
 */
export function takeName(prepare: Prepare): (wanted: NameWanted) => NameTaken {
  const [holder, held, find] = [prepare(HOLDER), prepare(HELD), prepare(PERSON)];
  const [begin, session, rename] = [prepare(BEGIN), prepare(INSERT_SESSION), prepare(RENAME)];
  const [holds, former, release, forget] = [prepare(HOLDS), prepare(FORMER), prepare(RELEASE), prepare(FORGET)];

  return ({ personId, name, folded, shape, reading, at, heldMs, releases, begins, mostHeld, mostKept }) => {
    const inTheWay = (holder.get(folded, shape, reading, personId) ??
      held.get(folded, shape, reading, personId, at)) as { name: string } | undefined;
    if (inTheWay) return { inTheWay: inTheWay.name };
    if (begins) {
      begin.run(personId, name, folded, shape, reading, at, begins.imported ? 1 : 0);
      const { sessionId, tokenHash, kept, label, onceHash } = begins;
      session.run(sessionId, personId, tokenHash, at, kept, label, onceHash);
      return { person: { id: personId, name, rev: 1 }, former: null };
    }
    const before = find.get(personId) as Row | undefined;
    if (!before) return undefined;
    const isOther = before.name !== name;
    if (heldMs > 0 && before.name_folded !== folded) {
      const held = holds.all(personId, at, folded, before.name_folded) as unknown as {
        name: string;
        heldUntil: number;
      }[];
      if (held.length >= mostHeld)
        return { held: held.map((one) => one.name), heldUntil: Math.min(...held.map((one) => one.heldUntil)) };
    }
    rename.run(name, folded, shape, reading, personId);
    if (isOther)
      former.run(
        ...[personId, before.rev, before.name, before.name_folded, before.name_shape, before.name_reading],
        ...[at, at + heldMs],
      );
    if (releases) release.run(personId, at);
    forget.run(personId, mostKept, at);
    return {
      person: { id: personId, name, rev: before.rev + 1 },
      former: isOther ? { name: before.name, until: at } : null,
    };
  };
}
