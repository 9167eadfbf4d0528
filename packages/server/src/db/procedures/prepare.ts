import type { StatementSync } from "node:sqlite";

/** Prepares a statement that is kept; a procedure does so once, and runs it as often as it likes. */
export type Prepare = (sql: string) => StatementSync;
