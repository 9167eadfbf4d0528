import { appendMessages } from "./append-messages.ts";
import { dataVersion } from "./data-version.ts";
import { readMessages } from "./read-messages.ts";

/**
 * What the SQLite thread does in one trip where a list of statements would be too slow: the SQLite form of a hot
 * operation of a store. Another database gets its own form of each.
 */
export const commits = { appendMessages };
export const reads = { dataVersion, readMessages };

type Made<F extends (...made: never[]) => unknown> = ReturnType<F> extends (input: infer I) => infer O ? [I, O] : never;

/** Procedures by name, each as what it takes and what it gives. */
export type Commits = { [N in keyof typeof commits]: Made<(typeof commits)[N]> };
export type Reads = { [N in keyof typeof reads]: Made<(typeof reads)[N]> };
