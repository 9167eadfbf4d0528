import type { Database } from "../db/open-database.ts";
import type { NameTaken } from "../db/procedures/take-name.ts";
import { nameLooks } from "./name-looks.ts";
import { FORMER_NAMES, HELD_NAMES } from "./name-rules.ts";

export type { Named } from "../db/procedures/take-name.ts";

export interface NewName {
  personId: string;
  /** A normalised name. */
  name: string;
  at: number;
  /** How long the name before stays theirs. */
  heldMs: number;
  /** Their former names are free from now on. */
  releases?: boolean;
  /** Set for a person who is new, with their first session. */
  begins?: { sessionId: string; tokenHash: string; imported?: boolean };
}

/** Takes a name in one transaction, or answers with the one in the way. */
export function takeName(database: Database, { releases = false, begins, ...wanted }: NewName): Promise<NameTaken> {
  const bounds = { mostHeld: HELD_NAMES, mostKept: FORMER_NAMES };
  return database.commit("takeName", {
    ...wanted,
    ...nameLooks(wanted.name),
    ...bounds,
    releases,
    begins: begins ? { imported: false, ...begins } : null,
  });
}
