import { now } from "./clock.ts";
import { cpuUsed } from "./server-cpu.ts";

/** One end of a measured window. */
interface Edge {
  at: number;
  cpu: number | null;
  count: number;
}

/** What every window tells. */
export interface Span {
  seconds: number;
  /** Processor time of the server, in microseconds; null where the system does not tell. */
  cpuUs: number | null;
  p50_ms: number | null;
  p99_ms: number | null;
}

/** The moment, the server's processor time and a count, read together. */
export function edge(pid: number, count: number): Edge {
  return { at: now(), cpu: cpuUsed(pid), count };
}

export function spanBetween(from: Edge, to: Edge): Pick<Span, "seconds" | "cpuUs"> {
  return {
    seconds: (to.at - from.at) / 1_000,
    cpuUs: from.cpu === null || to.cpu === null ? null : to.cpu - from.cpu,
  };
}
