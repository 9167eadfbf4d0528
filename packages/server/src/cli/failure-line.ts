import { OperatorError } from "../operator-error.ts";
import { dataDirOf } from "../settings/environment.ts";
import { systemFailureLine } from "../system-failure.ts";

/** What standard error shows: one clear line for what an operator can fix, the whole error for a bug. */
export function failureLine(failure: unknown): unknown {
  if (failure instanceof OperatorError) return failure.message;
  if (!(failure instanceof Error)) return failure;
  return systemFailureLine(failure, { dataDir: dataDirOf(process.env) }) ?? failure;
}
