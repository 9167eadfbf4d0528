import type { Db } from "../db/schema.ts";
import { OperatorError } from "../operator-error.ts";
import { nameLooks } from "../people/name-looks.ts";
import { personByIdOrLooks } from "../people/person-store.ts";

/** The person that an operator means by a name or an id; undefined for "none". Throws OperatorError for nobody who could own a channel. */
export async function findOwner(db: Db, wanted: string): Promise<{ id: string; name: string } | undefined> {
  if (wanted === "none") return undefined;
  const looks = nameLooks(wanted.normalize("NFKC").trim());
  const found = await personByIdOrLooks(db, wanted, looks);
  if (!found) throw new OperatorError(`There is nobody called "${wanted}" here.`);
  if (found.bot) throw new OperatorError(`${found.name} is a webhook: a channel belongs to a person.`);
  if (found.imported)
    throw new OperatorError(`${found.name} is the author of imported messages: nobody can sign in as them.`);
  return found;
}
