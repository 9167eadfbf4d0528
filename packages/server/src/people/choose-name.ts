import { limits } from "@parlor/protocol";
import { DatabaseFailure } from "../db/database-failure.ts";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../refusal.ts";
import { type NameLooks, nameLooks } from "./name-looks.ts";
import { type NameRules, usualNameRules } from "./name-rules.ts";
import { normaliseName } from "./normalise-name.ts";
import { isOfficialName } from "./official-name.ts";
import { personByLooks } from "./person-store.ts";
import { suggestName } from "./suggest-name.ts";

/**
 * Takes a display name as typed through NAME-1, NAME-2, NAME-3 and NAME-6 and hands it to `write`. The unique indexes decide, so
 * of two people who ask at the same moment one gets it; the other gets `name_taken` with the name in the way and a free one.
 */
export async function chooseName<T>(
  db: Db,
  typed: string,
  write: (name: string, looks: NameLooks) => Promise<T>,
  rules: NameRules = usualNameRules,
): Promise<T> {
  const name = normaliseName(typed, limits.displayNameVisible);
  if (isOfficialName(name, rules.place))
    throw new Refusal("name_refused", { message: "This name sounds official. Choose one that says who you are." });
  const looks = nameLooks(name);
  try {
    return await write(name, looks);
  } catch (failure) {
    if (!(failure instanceof DatabaseFailure && failure.isConflict)) throw failure;
    const [holder, suggestion] = await Promise.all([personByLooks(db, looks), suggestName(db, name)]);
    throw new Refusal("name_taken", { existing: holder?.name, suggestion });
  }
}
