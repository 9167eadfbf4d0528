/** What the operator decides about names. */
export interface NameRules {
  /** The name of the server, which nobody may take (NAME-6). */
  place: string;
}

export const usualNameRules: NameRules = { place: "Parlor" };
