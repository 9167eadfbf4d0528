import type { Fault, Form } from "./fault.ts";
import type { FaultReport } from "./fault-report.ts";
import { setStage } from "./set-stage.ts";
import type { Stage } from "./stage.ts";
import type { StagePlan } from "./stage-plan.ts";

/** What a control adds: loader hooks that switch a guarantee off. */
export type Hooks = Pick<StagePlan, "serverArgs" | "clientArgs" | "patienceMs">;

const nothing = { acked: 0, stored: 0, lost: 0, missing: 0, dup: 0, order: 0, leak: 0 };

/**
 * Plays one fault on its own stage and strikes the stage. Never rejects: what kept the rig from going on stands in `why`.
 * The server's log goes along when something is wrong.
 */
export async function runFault(fault: Fault, seed: string, form: Form, hooks: Hooks = {}): Promise<FaultReport> {
  const stages: Stage[] = [];
  const set = async (plan: Omit<StagePlan, "seed">): Promise<Stage> => {
    const stage = await setStage({ ...plan, ...hooks, seed });
    stages.push(stage);
    return stage;
  };
  let report: FaultReport;
  try {
    const { counts, why, figures } = await fault({ seed, form, set, serverArgs: hooks.serverArgs ?? [] });
    const privately = stages.map((stage) => stage.privately);
    report = { counts, why, figures: Object.assign({}, figures, ...privately) };
  } catch (failure) {
    report = { counts: nothing, why: [failure instanceof Error ? failure.message : String(failure)], figures: {} };
  }
  for (const stage of stages) {
    const said = stage.parlor.log.replace(/^Parlor is ready at .*\s*/m, "");
    if (report.why.length > 0 && said.length > 0) console.error(said.slice(-2_000));
    await stage.clear();
  }
  return report;
}
