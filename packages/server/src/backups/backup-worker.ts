/** The thread that makes a scheduled backup: copying and verifying would hold the server's event loop. */
import { parentPort, workerData } from "node:worker_threads";
import { OperatorError } from "../operator-error.ts";
import { systemFailureLine } from "../system-failure.ts";
import { makeBackup } from "./make-backup.ts";

/** After each step of 4 MB, so that the disk takes the commits of messages between two of them: 80 MB/s at most. */
const PAUSE_MS = 50;

/** What the thread answers. */
export type BackupAnswer = { bytes: number } | { failure: string };

const { dataDir, target } = workerData as { dataDir: string; target: string };
const clock = new Int32Array(new SharedArrayBuffer(4));

const answer = await makeBackup(dataDir, target, () => void Atomics.wait(clock, 0, 0, PAUSE_MS)).then(
  ({ bytes }): BackupAnswer => ({ bytes }),
  (failure: Error): BackupAnswer => ({ failure: lineOf(failure) }),
);

function lineOf(failure: Error): string {
  if (failure instanceof OperatorError) return failure.message;
  return systemFailureLine(failure, { dataDir }) ?? `${failure.name}: ${failure.message}`;
}

parentPort?.postMessage(answer);
