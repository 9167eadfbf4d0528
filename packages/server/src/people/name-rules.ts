/** What the operator decides about names. */
export interface NameRules {
  /** The name of the server, which nobody may take (NAME-6). */
  place: string;
  /** How long a name stays its owner's after a rename, in milliseconds (NAME-7). */
  nameHeldMs: number;
}

export const usualNameRules: NameRules = { place: "Parlor", nameHeldMs: 30 * 24 * 60 * 60 * 1_000 };

/**
 * Former names held for one person. Past it a further name is refused until one of them is free, so nobody can hoard names.
 * People who try names out on their first day need more than a few.
 */
export const HELD_NAMES = 20;
/** Former names remembered of one person, for the lines in the timeline. */
export const FORMER_NAMES = 20;
