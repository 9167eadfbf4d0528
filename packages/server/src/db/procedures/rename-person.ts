import type { NameTaken, NameWanted } from "./name-wanted.ts";
import type { Prepare } from "./prepare.ts";

interface Row {
  name: string;
  rev: number;
  name_folded: string;
  name_shape: string;
  name_reading: string;
}

const PERSON = "select name, rev, name_folded, name_shape, name_reading from person where id = ?";
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
 * NAME-7. Gives a known person another name, which nobody else may have. The name before stays theirs for a while. A person for whom
 * too many names are held already gets no further one, so nobody can hoard names; they can always take an old one back.
 */
export function renamePerson(prepare: Prepare): (wanted: NameWanted) => NameTaken {
  const [find, rename, former] = [prepare(PERSON), prepare(RENAME), prepare(FORMER)];
  const [holds, release, forget] = [prepare(HOLDS), prepare(RELEASE), prepare(FORGET)];

  /** The names that are held for the person already; undefined while one more may be. */
  const tooManyHeld = ({ personId, folded, at, heldMs, mostHeld }: NameWanted, before: Row) => {
    if (heldMs <= 0 || before.name_folded === folded) return undefined;
    const held = holds.all(personId, at, folded, before.name_folded);
    if (held.length < mostHeld) return undefined;
    return {
      held: held.map(({ name }) => String(name)),
      heldUntil: Math.min(...held.map(({ heldUntil }) => Number(heldUntil))),
    };
  };

  return (wanted) => {
    const { personId, name, folded, shape, reading, at, heldMs, releases, mostKept } = wanted;
    const before = find.get(personId) as Row | undefined;
    if (!before) return undefined;
    const refused = tooManyHeld(wanted, before);
    if (refused) return refused;
    rename.run(name, folded, shape, reading, personId);
    const isOther = before.name !== name;
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
