export type DatabaseProblem = "empty" | "not_sqlite" | "damaged" | "foreign" | "incomplete" | "newer";

/** Why a file cannot serve as a Parlor database; `text` goes on from the file's name, as in "is empty". */
export interface Unusable {
  problem: DatabaseProblem;
  text: string;
}
