import type { Options } from "../options.ts";
import type { Contestant } from "../targets/target.ts";

/** Figures by contestant, then by their dotted key: { parlor: { "send.p99_ms": 3.1 } }. Null: not available. */
export type Figures = Record<string, Record<string, number | null>>;

export interface Bench {
  options: Options;
  /** Parlor and the peers that run here, Parlor first. */
  contestants: Contestant[];
  /** Says on stderr what is going on. */
  say(line: string): void;
  /** Whether --only asks for the part of this name. */
  wants(part: string): boolean;
}

/** One kind of load, and the figures it gives. */
export interface Work {
  name: string;
  run(bench: Bench): Promise<Figures>;
}

/** Whether a work or part of this name is asked for: `fanout` asks for `fanout.w1`, and `fanout.w1.r10` for a part of it. */
export function wanted(only: string[], name: string): boolean {
  const covers = (whole: string, part: string): boolean => part === whole || part.startsWith(`${whole}.`);
  return only.length === 0 || only.some((asked) => covers(asked, name) || covers(name, asked));
}
