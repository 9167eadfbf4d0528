import type { Session } from "./session.ts";
import type { Database } from "../db/open-database.ts";
import { waysBack } from "./session-store.ts";
import { type Named, takeName } from "./take-name.ts";

/** People of one name who left before: past it an id tells them apart. */
const TRIES = 50;

/**
 * NAME-8. Gives up the name of a person whose last session is about to end and who has no other way back. Their messages stay, under a
 * name that nobody can choose, so nobody who takes the free name is taken for them. Resolves to undefined when they can come back.
 */
export async function releaseName(database: Database, { id, person }: Session, at: number): Promise<Named | undefined> {
  const { otherSessions, hasRecovery } = await waysBack(database.db, person.id, id);
  if (otherSessions > 0 || hasRecovery) return undefined;
  for (let number = 1; number <= TRIES; number += 1) {
    const mark = number === TRIES ? ` ${person.id}` : number > 1 ? ` ${number}` : "";
    const name = `${person.name} (left${mark})`;
    const taken = await takeName(database, { personId: person.id, name, at, heldMs: 0, releases: true });
    if (!taken || !("inTheWay" in taken)) return taken;
  }
  return undefined;
}
