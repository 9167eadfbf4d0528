import type { Named, NameTaken, NameWanted } from "./name-wanted.ts";
import type { Prepare } from "./prepare.ts";
import { renamePerson } from "./rename-person.ts";
import { INSERT_SESSION } from "./session-row.ts";

const SAME = "(name_folded = ?1 or name_shape = ?2 or name_reading = ?3)";
const HOLDER = `select name from person where ${SAME} and id <> ?4 limit 1`;
const HELD = `select name from former_name where ${SAME} and person_id <> ?4 and held_until > ?5 limit 1`;
const BEGIN = `
  insert into person (id, name, name_folded, name_shape, name_reading, rev, created_at, imported)
  values (?, ?, ?, ?, ?, 1, ?, ?)`;
/**
 * NAME-2. Gives a name to a person, new or known, unless another person has one that looks like it, or had one lately that is still
 * held for them.
 */
export function takeName(prepare: Prepare): (wanted: NameWanted) => NameTaken {
  const [holder, held, begin, rename] = [prepare(HOLDER), prepare(HELD), beginPerson(prepare), renamePerson(prepare)];

  return (wanted) => {
    const looks = [wanted.folded, wanted.shape, wanted.reading, wanted.personId];
    const inTheWay = holder.get(...looks) ?? held.get(...looks, wanted.at);
    if (inTheWay) return { inTheWay: String(inTheWay["name"]) };
    return wanted.begins ? begin(wanted, wanted.begins) : rename(wanted);
  };
}

/** Adds a person with their first session. */
function beginPerson(prepare: Prepare) {
  const [person, session] = [prepare(BEGIN), prepare(INSERT_SESSION)];

  return (wanted: NameWanted, begins: NonNullable<NameWanted["begins"]>): Named => {
    const { personId, name, folded, shape, reading, at } = wanted;
    const { sessionId, tokenHash, imported, kept, label, onceHash } = begins;
    person.run(personId, name, folded, shape, reading, at, imported ? 1 : 0);
    session.run(sessionId, personId, tokenHash, at, kept, label, onceHash);
    return { person: { id: personId, name, rev: 1 }, former: null };
  };
}
