import { readFileSync } from "node:fs";
import type { Milliseconds } from "@parlor/protocol";

const LOOK_EVERY_MS: Milliseconds = 50;

/** Memory a process holds now, in KiB, as Linux tells; null on other systems. */
function residentKib(pid: number): number | null {
  try {
    const [, kib] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return kib === undefined ? null : Number(kib);
  } catch {
    return null;
  }
}

/** Watches the memory of a process until it is stopped; then it tells the most there was. */
export function watchMemory(pid: number): { stop(): number | null } {
  let most = residentKib(pid);
  const timer = setInterval(() => {
    const now = residentKib(pid);
    if (now !== null) most = Math.max(most ?? 0, now);
  }, LOOK_EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      return most;
    },
  };
}
