import type { Database } from "../db/open-database.ts";
import type { NameTaken, NameWanted } from "../db/procedures/name-wanted.ts";
import type { SessionKept } from "../db/schema.ts";
import { nameLooks } from "./name-looks.ts";
import { FORMER_NAMES, HELD_NAMES } from "./name-rules.ts";

export type { Named } from "../db/procedures/name-wanted.ts";

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
  begins?: FirstSession;
}

/** Where it is, and how its token is kept, is known of those that a client started (SES-4 to SES-8). */
interface FirstSession {
  sessionId: string;
  tokenHash: string;
  imported?: boolean;
  kept?: SessionKept | undefined;
  label?: string | undefined;
  onceHash?: string | undefined;
}

/** Takes a name in one transaction, or answers with what is in the way. */
export function takeName(database: Database, wanted: NewName): Promise<NameTaken> {
  return database.commit("takeName", nameWanted(wanted));
}

/** A name as the procedures of the database take it. */
export function nameWanted({ releases = false, begins, ...wanted }: NewName): NameWanted {
  const bounds = { mostHeld: HELD_NAMES, mostKept: FORMER_NAMES };
  return { ...wanted, ...nameLooks(wanted.name), ...bounds, releases, begins: begins ? firstSession(begins) : null };
}

function firstSession({ sessionId, tokenHash, imported = false, kept, label, onceHash }: FirstSession) {
  return { sessionId, tokenHash, imported, kept: kept ?? null, label: label ?? null, onceHash: onceHash ?? null };
}
