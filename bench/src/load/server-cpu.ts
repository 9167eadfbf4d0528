import { readFileSync } from "node:fs";

/** The kernel counts in ticks of ten milliseconds, on every Linux that Node runs on. */
const TICK_US = 10_000;
const UTIME = 11;
const STIME = 12;

/** Microseconds of processor a process has used in all its threads, from a line of /proc/<pid>/stat. */
export function cpuFromStat(stat: string): number {
  // The program's name stands in parentheses and may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[UTIME]) + Number(fields[STIME])) * TICK_US;
}

/** Microseconds of processor the process has used so far; null where the system does not tell (anything but Linux). */
export function cpuUsed(pid: number): number | null {
  if (process.platform !== "linux") return null;
  return cpuFromStat(readFileSync(`/proc/${pid}/stat`, "latin1"));
}
