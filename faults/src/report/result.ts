import { offences } from "../checker/findings.ts";
import type { FaultReport, FigureValue } from "../rig/fault-report.ts";
import type { Counts } from "../checker/check.ts";

/** What `--json` prints. */
export interface Result {
  seed: string;
  faults: Record<string, Counts & Record<string, FigureValue>>;
  controls: Record<string, "red" | "green">;
  pass: boolean;
}

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
  for (const [name, { counts, figures }] of reports) faults[name] = { ...counts, ...figures };
  const ran = reports.size + Object.keys(controls).length;
  // A run of nothing proves nothing.
  const pass = ran > 0 && [...reports.values()].every(passes) && Object.values(controls).every((it) => it === "red");
  return { seed, faults, controls, pass };
}
