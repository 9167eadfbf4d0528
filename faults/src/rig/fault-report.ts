import type { Counts } from "../checker/check.ts";

/** A figure of the table: a number, a few of them, or null where the machine cannot tell. */
export type FigureValue = number | null | string | readonly number[];

export interface FaultReport {
  counts: Counts;
  /** What stands against passing, in words; empty when nothing does. */
  why: string[];
  figures: Record<string, FigureValue>;
}
