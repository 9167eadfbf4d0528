import { join } from "node:path";
import type { Offence } from "./checker/findings.ts";
import { type FaultName, faults } from "./faults/index.ts";
import { type Hooks, runFault } from "./rig/run-fault.ts";

interface Control {
  fault: FaultName;
  /** What the checker must find once the guarantee is gone. */
  expects: Offence;
  hooks: Hooks;
}

const hook = (name: string): string[] => ["--import", join(import.meta.dirname, "../controls", `${name}.ts`)];

/** A rig that cannot see a broken guarantee proves nothing: each of these must turn it red. */
export const controls = {
  ack_before_commit: { fault: "kill9", expects: "lost", hooks: { serverArgs: hook("ack-before-commit") } },
  no_dedupe: { fault: "answer_cut", expects: "dup", hooks: { serverArgs: hook("no-dedupe") } },
  no_hole_filling: { fault: "frame_loss", expects: "missing", hooks: { clientArgs: hook("no-hole-filling") } },
  open_door: { fault: "answer_cut", expects: "leak", hooks: { serverArgs: hook("open-door") } },
  no_transaction: { fault: "upgrade", expects: "missing", hooks: { serverArgs: hook("no-transaction") } },
  no_cut: { fault: "frame_loss", expects: "leak", hooks: { serverArgs: hook("no-cut") } },
} satisfies Record<string, Control>;

export type ControlName = keyof typeof controls;

/** With a guarantee gone there may never be quiet; what the checker finds after this is enough. */
const PATIENCE_MS = 6_000;

/** Runs one fault with its guarantee switched off. Red is what it should be; `why` is what the rig said. */
export async function runControl(name: ControlName, seed: string): Promise<{ color: "red" | "green"; why: string[] }> {
  const { fault, expects, hooks } = controls[name];
  const { counts, why } = await runFault(faults[fault], seed, "control", { ...hooks, patienceMs: PATIENCE_MS });
  return { color: counts[expects] > 0 ? "red" : "green", why };
}
