import type { Person } from "@parlor/protocol";
import type { Db } from "../db/schema.ts";
import type { Fanout } from "../fanout/fanout.ts";
import { Refusal } from "../refusal.ts";
import { chooseName } from "./choose-name.ts";
import { type NameRules, usualNameRules } from "./name-rules.ts";
import { renamePersonRow } from "./person-store.ts";

/** NAME-4. Gives a person a new display name and tells everyone. */
export async function renamePerson(
  db: Db,
  fanout: Fanout,
  by: Person,
  displayName: string,
  rules: NameRules = usualNameRules,
): Promise<Person> {
  const person = await chooseName(db, displayName, (name, looks) => renamePersonRow(db, by.id, name, looks), rules);
  if (!person) throw new Refusal("unauthenticated");
  fanout.announce({ to: "everyone" }, "person.renamed", { person });
  return person;
}
