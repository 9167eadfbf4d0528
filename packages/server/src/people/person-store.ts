import type { FormerName, Person, PersonId } from "@parlor/protocol";
import type { Db, PersonRow } from "../db/schema.ts";
import type { NameLooks } from "./name-looks.ts";

export type PersonColumns = Pick<PersonRow, "id" | "name" | "rev"> & { bot?: number };

export function toPerson({ id, name, rev, bot }: PersonColumns): Person {
  return { id, name, rev, ...(bot === 1 && { bot: true as const }) };
}

/** The person who has a name that looks like this one, or had it so lately that it is held for them (NAME-7). */
export async function personByLooks(db: Db, looks: NameLooks, now = Date.now()) {
  const { folded, shape, reading } = looks;
  const holder = await db
    .selectFrom("person")
    .select(["id", "name", "rev", "imported"])
    .where((e) => e.or([e("name_folded", "=", folded), e("name_shape", "=", shape), e("name_reading", "=", reading)]))
    .executeTakeFirst();
  if (holder) return holder;
  return db
    .selectFrom("former_name as held")
    .innerJoin("person", "person.id", "held.person_id")
    .select(["person.id", "held.name", "person.rev", "person.imported"])
    .where((e) =>
      e.or([
        e("held.name_folded", "=", folded),
        e("held.name_shape", "=", shape),
        e("held.name_reading", "=", reading),
      ]),
    )
    .where("held.held_until", ">", now)
    .executeTakeFirst();
}

/** The names these people had before, the oldest first. */
export function formerNames(db: Db, ids: PersonId[]): Promise<FormerName[]> {
  return db
    .selectFrom("former_name")
    .select(["person_id as personId", "name", "until"])
    .where("person_id", "in", ids)
    .orderBy("until")
    .execute();
}

/** The same, or the person of this id. */
export function personByIdOrLooks(db: Db, id: PersonId, looks: NameLooks) {
  return db
    .selectFrom("person")
    .select(["id", "name", "rev", "imported", "bot"])
    .where((e) =>
      e.or([
        e("id", "=", id),
        e("name_folded", "=", looks.folded),
        e("name_shape", "=", looks.shape),
        e("name_reading", "=", looks.reading),
      ]),
    )
    .executeTakeFirst();
}

export async function peopleById(db: Db, ids: PersonId[]): Promise<Person[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom("person").select(["id", "name", "rev", "bot"]).where("id", "in", ids).execute();
  return rows.map(toPerson);
}
