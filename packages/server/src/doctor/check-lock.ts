import type { LockState } from "./folder-lock-state.ts";
import { type Finding, ok, warn } from "./finding.ts";

/** Says who has the data folder. */
export function checkLock(lock: LockState): Finding {
  if (lock.kind === "free") {
    const { killed } = lock;
    return ok(
      killed
        ? `Free. Process ${killed.pid}, which had it, was killed; nothing needs to be done.`
        : "Free: no server runs on it.",
    );
  }
  const { pid, host, use } = lock.holder;
  if (lock.kind === "elsewhere")
    return warn(`Process ${pid} on ${host} noted that it has the folder. Only there it can be seen whether it runs.`);
  return use === "server"
    ? ok(`Held by a server (process ${pid}).`)
    : warn(`A restore or an upgrade has the folder (process ${pid}): wait until it is done, and ask again.`);
}
