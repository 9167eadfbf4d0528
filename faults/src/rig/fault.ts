import type { FaultReport } from "./fault-report.ts";
import type { Stage } from "./stage.ts";
import type { StagePlan } from "./stage-plan.ts";

/** How large a run is: just enough to see a missing guarantee, as in `npm test`, or in full. */
export type Form = "control" | "short" | "long";

/**
 * How much longer things may take than promised. `npm test` runs on machines that do other things too: it proves that nothing
 * is lost, and that nothing takes far too long. The long form takes every promise by its word.
 */
export function slack(form: Form): number {
  return form === "long" ? 1 : 3;
}

export interface FaultRun {
  seed: string;
  form: Form;
  /** Sets the stage, with what a control adds to it; the runner strikes it afterwards in every case. */
  set(plan: Omit<StagePlan, "seed">): Promise<Stage>;
  /** What a control adds to the server's Node, for a fault that starts servers itself. */
  serverArgs: readonly string[];
}

/** Sets its stage, injects one fault, and reports. Rejects when the rig itself cannot go on. */
export type Fault = (run: FaultRun) => Promise<FaultReport>;
