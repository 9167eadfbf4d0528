import type { FaultReport } from "./fault-report.ts";
import type { Stage, StagePlan } from "./stage.ts";

/** How large a run is: just enough to see a missing guarantee, as in `npm test`, or in full. */
export type Form = "control" | "short" | "long";

export interface FaultRun {
  seed: string;
  form: Form;
  /** Sets the stage, with what a control adds to it; the runner strikes it afterwards, whatever happens. */
  set(plan: Omit<StagePlan, "seed">): Promise<Stage>;
}

/** Sets its stage, injects one fault, and reports. Rejects when the rig itself cannot go on. */
export type Fault = (run: FaultRun) => Promise<FaultReport>;
