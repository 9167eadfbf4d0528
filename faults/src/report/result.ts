import { offences } from "../checker/findings.ts";
import type { FaultReport, FigureValue } from "../rig/fault-report.ts";
import type { Counts } from "../checker/check.ts";

/** What `--json` prints. */
export interface Result {
  seed: string;
  faults: Record<string, FaultResult>;
  controls: Record<string, "red" | "green">;
  pass: boolean;
}

/** The numbers of the checker, the figures of the fault, and what stands against passing, if anything does. */
export type FaultResult = Counts & { pass: boolean; why: readonly string[] } & Record<string, Figure>;
export type Figure = FigureValue | boolean | readonly string[];

/** Whether a fault leaves nothing to complain of: the five zeros, and nothing in words. */
export function passes({ counts, why }: FaultReport): boolean {
  return why.length === 0 && offences.every((offence) => counts[offence] === 0);
}

export function resultOf(
  seed: string,
  reports: ReadonlyMap<string, FaultReport>,
  controls: Result["controls"],
): Result {
  const faults: Result["faults"] = {};
  for (const [name, report] of reports) {
    const { counts, figures, why } = report;
    faults[name] = { ...counts, ...figures, pass: passes(report), why };
  }
  const ran = reports.size + Object.keys(controls).length;
  // A run of nothing proves nothing.
  const pass = ran > 0 && [...reports.values()].every(passes) && Object.values(controls).every((it) => it === "red");
  return { seed, faults, controls, pass };
}
