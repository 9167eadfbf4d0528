import type { Options } from "../options.ts";
import type { Contestant } from "../targets/target.ts";
import type { Notebook } from "./notebook.ts";

/** What a work has to go on. */
export interface Bench {
  options: Options;
  /** Parlor and the peers that run here, Parlor first. */
  contestants: Contestant[];
  notebook: Notebook;
  /** Says on stderr what is going on. */
  say(line: string): void;
  /** Whether --only asks for the part of this name. */
  wants(part: string): boolean;
}

/** One kind of load; its figures go into the notebook. */
export interface Work {
  name: string;
  run(bench: Bench): Promise<void>;
}

/** Whether a work or part of this name is asked for: `fanout` asks for `fanout.w1`, and `fanout.w1.r10` for a part of it. */
export function wanted(only: string[], name: string): boolean {
  const covers = (whole: string, part: string): boolean => part === whole || part.startsWith(`${whole}.`);
  return only.length === 0 || only.some((asked) => covers(asked, name) || covers(name, asked));
}

/** Figures with a prefix before each key. */
export function prefixed<V>(prefix: string, figures: Record<string, V>): Record<string, V> {
  return Object.fromEntries(Object.entries(figures).map(([key, value]) => [`${prefix}.${key}`, value]));
}
