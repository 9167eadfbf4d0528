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

/** What was done, or the name in the way; undefined when there is no such person. */
export type NameTaken = Named | { inTheWay: string } | undefined;

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
const NEWEST = "(select rev from former_name where person_id = ?1 order by rev desc limit ?2)";
const RELEASE = `update former_name set held_until = ?3 where person_id = ?1 and held_until > ?3 and rev not in ${NEWEST}`;
const FORGET = `delete from former_name where person_id = ?1 and rev not in ${NEWEST}`;

/**
 * NAME-2, NAME-7. Gives a name to a person, new or known, unless another person has one that looks like it or had one lately. The
 * name before stays theirs for a while; of many renames in a row only the newest few names do, so nobody can hoard names.
 */
export function takeName(prepare: Prepare): (wanted: NameWanted) => NameTaken {
  const [holder, held, find] = [prepare(HOLDER), prepare(HELD), prepare(PERSON)];
  const [begin, session, rename] = [prepare(BEGIN), prepare(INSERT_SESSION), prepare(RENAME)];
  const [former, release, forget] = [prepare(FORMER), prepare(RELEASE), prepare(FORGET)];

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
    rename.run(name, folded, shape, reading, personId);
    const isOther = before.name !== name;
    if (isOther)
      former.run(
        ...[personId, before.rev, before.name, before.name_folded, before.name_shape, before.name_reading],
        ...[at, at + heldMs],
      );
    release.run(personId, releases ? 0 : mostHeld, at);
    forget.run(personId, mostKept);
    return {
      person: { id: personId, name, rev: before.rev + 1 },
      former: isOther ? { name: before.name, until: at } : null,
    };
  };
}
