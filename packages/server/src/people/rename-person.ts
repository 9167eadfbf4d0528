import type { Person } from "@parlor/protocol";
import type { Database } from "../db/open-database.ts";
import type { Fanout } from "../fanout/fanout.ts";
import { chooseName } from "./choose-name.ts";
import { type NameRules, usualNameRules } from "./name-rules.ts";
import { tellRename } from "./tell-rename.ts";

/** NAME-4, NAME-7. Gives a person a new display name and tells everyone. The name before stays theirs for a while. */
export async function renamePerson(
  database: Database,
  fanout: Fanout,
  by: Person,
  displayName: string,
  rules: NameRules = usualNameRules,
  now = Date.now(),
): Promise<Person> {
  const named = await chooseName(database, displayName, rules, { personId: by.id, at: now });
  tellRename(fanout, named);
  return named.person;
}
