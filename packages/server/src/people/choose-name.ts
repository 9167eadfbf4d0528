import { limits } from "@parlor/protocol";
import { DatabaseFailure } from "../db/database-failure.ts";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../refusal.ts";
import { type NameLooks, nameLooks } from "./name-looks.ts";
import { normaliseName } from "./normalise-name.ts";
import { suggestName } from "./suggest-name.ts";

/** Looks of names that would speak for the place itself. */
const RESERVED = new Set(
  ["parlor", "system", "everyone", "here", "admin", "moderator"].map((name) => nameLooks(name).folded),
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
  if (RESERVED.has(looks.folded))
    throw new Refusal("name_refused", { message: "This name is kept for the place itself." });
  try {
    return await write(name, looks);
  } catch (failure) {
    if (!(failure instanceof DatabaseFailure && failure.isConflict)) throw failure;
    throw new Refusal("name_taken", { suggestion: await suggestName(db, name) });
  }
}
