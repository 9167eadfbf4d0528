import type { Person, PersonId } from "@parlor/protocol";
import type { Db, PersonRow } from "../db/schema.ts";
import { looksColumns } from "./looks-columns.ts";
import type { NameLooks } from "./name-looks.ts";

export type PersonColumns = Pick<PersonRow, "id" | "name" | "rev">;

export function toPerson({ id, name, rev }: PersonColumns): Person {
  return { id, name, rev };
}

export function insertPerson(db: Db, person: Person, looks: NameLooks, at: number, imported = false) {
  return db
    .insertInto("person")
    .values({ ...person, ...looksColumns(looks), created_at: at, imported: imported ? 1 : 0 });
}

/** The person who has a name that looks like this one. */
export function personByLooks(db: Db, looks: NameLooks) {
  return db
    .selectFrom("person")
    .select(["id", "name", "rev", "imported"])
    .where((e) =>
      e.or([
        e("name_folded", "=", looks.folded),
        e("name_shape", "=", looks.shape),
        e("name_reading", "=", looks.reading),
      ]),
    )
    .executeTakeFirst();
}

/** Resolves to undefined when there is no such person; rejects with a conflict when the name is somebody else's. */
export async function renamePersonRow(
  db: Db,
  id: PersonId,
  name: string,
  looks: NameLooks,
): Promise<Person | undefined> {
  const row = await db
    .updateTable("person")
    .set((e) => ({ name, ...looksColumns(looks), rev: e("rev", "+", 1) }))
    .where("id", "=", id)
    .returning(["id", "name", "rev"])
    .executeTakeFirst();
  return row && toPerson(row);
}

export async function peopleById(db: Db, ids: PersonId[]): Promise<Person[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom("person").select(["id", "name", "rev"]).where("id", "in", ids).execute();
  return rows.map(toPerson);
}
