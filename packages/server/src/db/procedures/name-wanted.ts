/** A name that a person asks for, with the forms it is compared in. */
export interface NameWanted {
  personId: string;
  name: string;
  folded: string;
  shape: string;
  reading: string;
  at: number;
  /** How long the name before stays theirs. */
  heldMs: number;
  /** All names they had before are free from now on. */
  releases: boolean;
  /** Set for a person who is new, with their first session. */
  begins: {
    sessionId: string;
    tokenHash: string;
    imported: boolean;
    kept: string | null;
    label: string | null;
    onceHash: string | null;
  } | null;
  /** Former names that may be held for one person, and that are remembered of one. */
  mostHeld: number;
  mostKept: number;
}

/** A person under the name that they have now. */
export interface Named {
  person: { id: string; name: string; rev: number };
  /** The name before, when it was another one. */
  former: { name: string; until: number } | null;
}

/**
 * What was done, or why nothing was: the name in the way, or too many old names that are still held for the person, and when the
 * first of them is free. Undefined when there is no such person.
 */
export type NameTaken = Named | { inTheWay: string } | { held: string[]; heldUntil: number } | undefined;
