import { limits } from "@parlor/protocol";
import type { Database } from "../db/open-database.ts";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../refusal.ts";
import type { NameRules } from "./name-rules.ts";
import { normaliseName } from "./normalise-name.ts";
import { isOfficialName, saysLeft } from "./official-name.ts";
import { suggestName } from "./suggest-name.ts";
import { type NewName, type Named, takeName } from "./take-name.ts";

/** Of many held names the refusal tells the newest, which a person is likeliest to want back. */
const HELD_NAMES_TOLD = 3;
const dayMs = 24 * 60 * 60 * 1_000;

/**
 * Gives a person the display name they typed, through NAME-1, NAME-2, NAME-3, NAME-6 and NAME-7. One transaction looks for the
 * name and takes it, so of two people who ask at the same moment one gets it; the other gets `name_taken` with the name in the
 * way and a free one.
 */
export async function chooseName(
  database: Database,
  typed: string,
  rules: NameRules,
  whose: Pick<NewName, "personId" | "at" | "begins">,
): Promise<Named> {
  const name = normaliseName(typed, limits.displayNameVisible);
  checkOfficial(name, rules.place);
  const taken = await takeName(database, { ...whose, name, heldMs: rules.nameHeldMs });
  if (!taken) throw new Refusal("unauthenticated");
  if ("inTheWay" in taken) throw await nameTaken(database.db, name, taken.inTheWay, whose.at);
  if ("heldUntil" in taken) throw tooManyNames(taken.held, taken.heldUntil - whose.at);
  return taken;
}

/** NAME-7. The refusal of one more name to a person for whom as many old names are held as may be. */
function tooManyNames(held: string[], retryAfterMs: number): Refusal {
  const newest = held.slice(0, HELD_NAMES_TOLD).map((name) => `“${name}”`);
  const names = new Intl.ListFormat("en", { type: "disjunction" }).format(newest);
  const days = Math.ceil(retryAfterMs / dayMs);
  const wait = days > 1 ? `${days} days` : "a day";
  const message = `Your last ${held.length} names are still kept for you. Take one of them back, such as ${names}, or choose a new name in ${wait}.`;
  return new Refusal("too_many_names", { message, retryAfterMs });
}

/** NAME-6. Throws `name_refused` for a name that sounds official, or like that of somebody who has left. */
export function checkOfficial(name: string, place: string): void {
  if (isOfficialName(name, place))
    throw new Refusal("name_refused", { message: "This name sounds official. Choose one that says who you are." });
  if (saysLeft(name))
    throw new Refusal("name_refused", {
      message: "Only people who have left are shown with a name like this. Choose another one.",
    });
}

/** NAME-3. The refusal of a name, with the one that is in the way and a free one close to it. */
export async function nameTaken(db: Db, name: string, existing: string, now: number): Promise<Refusal> {
  return new Refusal("name_taken", { existing, suggestion: await suggestName(db, name, now) });
}
