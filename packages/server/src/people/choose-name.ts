import { limits } from "@parlor/protocol";
import { DatabaseFailure } from "../db/database-failure.ts";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../refusal.ts";
import { type NameLooks, nameLooks } from "./name-looks.ts";
import { normaliseName } from "./normalise-name.ts";
import { suggestName } from "./suggest-name.ts";

/** Both looks of the names that would speak for the place itself, however they are written. */
const RESERVED = new Set(
  ["Parlor", "System", "Everyone", "Here", "Admin", "Moderator"]
    .flatMap((name) => [name, name.toLowerCase(), name.toUpperCase()])
    .flatMap((name) => Object.values(nameLooks(name))),
);

/**
 * Takes a display name as typed through NAME-1 to NAME-3 and hands it to `write`. The unique index is the judge, so two
 * people who ask at the same moment cannot both get it; the later one is `name_taken` with a free suggestion.
 */
export async function chooseName<T>(
  db: Db,
  typed: string,
  write: (name: string, looks: NameLooks) => Promise<T>,
): Promise<T> {
  const name = normaliseName(typed, limits.displayNameVisible);
  const looks = nameLooks(name);
  if (RESERVED.has(looks.folded) || RESERVED.has(looks.shape))
    throw new Refusal("name_refused", { message: "This name is kept for the place itself." });
  try {
    return await write(name, looks);
  } catch (failure) {
    if (!(failure instanceof DatabaseFailure && failure.isConflict)) throw failure;
    throw new Refusal("name_taken", { suggestion: await suggestName(db, name) });
  }
}
