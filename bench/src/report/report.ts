import type { Figures } from "../works/notebook.ts";
import { commit, type Machine } from "./machine.ts";
import { nested, type Tree } from "./nested.ts";
import { ratios } from "./table.ts";
import { isMet, wanted } from "./targets.ts";

export interface Report {
  figures: Figures;
  /** What to know about a figure or its absence, by work or key. */
  notes: Record<string, string>;
  machine: Machine;
}

/** What `--json` prints: Parlor's figures nested by the dots of their keys, and the same tree for each peer. */
export function jsonReport({ figures, notes, machine }: Report): object {
  const { parlor = {}, ...peers } = figures;
  const targets = wanted.flatMap(({ key, target }) => (target === undefined ? [] : [[key, target] as const]));
  return {
    ...nested(parlor),
    peers: trees(peers),
    ratios: trees(ratios(figures)),
    targets: nested(Object.fromEntries(targets)),
    missed: wanted.filter((row) => isMet(row, parlor[row.key]) === false).map(({ key }) => key),
    notes,
    machine,
    commit: commit(),
  };
}

const trees = (figures: Figures): Record<string, Tree> =>
  Object.fromEntries(Object.entries(figures).map(([name, own]) => [name, nested(own)]));
