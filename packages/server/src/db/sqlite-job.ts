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

export interface Job {
  id: number;
  statements: Statement[];
  transaction: boolean;
  /** Close the file after this job. */
  last?: boolean;
}

export type JobResult =
  | { id: number; results: StatementResult[] }
  | { id: number; failure: { message: string; errcode: number } };
