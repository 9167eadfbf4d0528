import { readFileSync, statSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { type Holder, LOCK_FILE, notedHolder } from "../db/folder-lock.ts";

/** Who has a data folder: nobody, a program that runs, or one on another machine (or container) that cannot be seen from here. */
export type LockState =
  | { kind: "free"; killed?: Holder }
  | { kind: "held"; holder: Holder }
  | { kind: "elsewhere"; holder: Holder };

/** Finds out without taking the lock: a try, however short, could refuse a start or a restore at the same moment. */
export function folderLockState(folder: string): LockState {
  const holder = notedHolder(folder);
  if (!holder) return { kind: "free" };
  if (holder.host !== hostname()) return { kind: "elsewhere", holder };
  return isRunning(holder.pid) && holdsLock(holder.pid, join(folder, LOCK_FILE))
    ? { kind: "held", holder }
    : { kind: "free", killed: holder };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (failure) {
    return (failure as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** After a kill another program may have got the number. Linux lists locks; elsewhere a process that runs is believed. */
function holdsLock(pid: number, lockFile: string): boolean {
  try {
    const { ino } = statSync(lockFile);
    const lines = readFileSync("/proc/locks", "utf8").split("\n");
    return lines.some((line) => line.includes(` ${pid} `) && line.includes(`:${ino} `));
  } catch {
    return true;
  }
}
