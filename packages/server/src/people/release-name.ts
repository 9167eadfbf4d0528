import type { Session } from "./session.ts";
import type { Database } from "../db/open-database.ts";
import { saysLeft } from "./official-name.ts";
import { type Named, nameWanted } from "./take-name.ts";

/** People of one name who left before: past it an id tells them apart. */
const TRIES = 50;

interface Release {
  /** Whether the name is free now, by this call or by an earlier one. */
  released: boolean;
  /** The name that this call gave the person. */
  named?: Named;
}

/**
 * NAME-8. Ends a session, and gives up the name of its person if they have no other way back, both in one transaction. Their messages
 * stay, under a name that nobody can choose, so nobody who takes the free name is taken for them. A repeat changes nothing.
 */
export async function releaseName(database: Database, { id, person }: Session, at: number): Promise<Release> {
  let known = person.name;
  for (let number = 1; number <= TRIES; number += 1) {
    const mark = number === TRIES ? ` ${person.id}` : number > 1 ? ` ${number}` : "";
    const name = `${known} (left${mark})`;
    const leaves = nameWanted({ personId: person.id, name, at, heldMs: 0, releases: true });
    const result = await database.commit("releaseSession", { sessionId: id, known, leaves });
    if (result.is === "released") return { released: true, named: result.named };
    if (result.is === "over") return { released: !result.canReturn && saysLeft(result.name) };
    // Renamed in another tab at this moment.
    if (result.is === "renamed") [known, number] = [result.name, 0];
  }
  throw new Error("no free name for a person who leaves");
}
