/** What passes between the server and the SQLite thread. */

/** Distinct statements kept prepared; the whole program has fewer than a hundred. */
export const STATEMENT_CACHE = 200;

export interface Statement {
  sql: string;
  parameters: readonly unknown[];
}

export interface StatementResult {
  rows: unknown[];
  changes: number;
}

/** A procedure of `procedures/` and its input. */
export interface Call {
  name: string;
  input: unknown;
}

export interface Job {
  id: number;
  work: Statement[] | Call;
  transaction: boolean;
  /** Close the file after this job. */
  last?: boolean;
}

/** `result` is a list of StatementResult for statements, and what the procedure gave for a call. */
export type JobResult = { id: number; result: unknown } | { id: number; failure: { message: string; errcode: number } };
