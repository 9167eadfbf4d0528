import { readdirSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Family } from "./exposition.ts";

/** How often the event loop is looked at. Its delay is what a timer of this period comes late. */
const LOOK_EVERY_MS = 10;

/** What the process takes: memory, processor, open files, and how late its event loop runs. */
export class ProcessFigures {
  readonly #delay = monitorEventLoopDelay({ resolution: LOOK_EVERY_MS });

  constructor() {
    this.#delay.enable();
  }

  /** The event loop's delay is that since the last reading. */
  read(): Family[] {
    const { user, system } = process.cpuUsage();
    const delays = { p50: this.#delay.percentile(50), p99: this.#delay.percentile(99), max: this.#delay.max };
    this.#delay.reset();
    return [
      {
        name: "parlor_event_loop_delay_seconds",
        help: "How late the event loop ran since the last reading.",
        type: "gauge",
        samples: Object.entries(delays).map(([at, ns]) => ({ value: lateness(ns), labels: { at } })),
      },
      one("parlor_process_resident_bytes", "Memory of the process.", "gauge", process.memoryUsage.rss()),
      one("parlor_process_cpu_seconds_total", "Processor time taken.", "counter", (user + system) / 1e6),
      ...openFiles(),
    ];
  }

  stop(): void {
    this.#delay.disable();
  }
}

/** Node gives the time between two looks, the period included. */
function lateness(ns: number): number {
  return Math.max(0, ns / 1e9 - LOOK_EVERY_MS / 1e3);
}

/** Where the system keeps a list of them, as Linux does. */
function openFiles(): Family[] {
  try {
    const { length } = readdirSync("/proc/self/fd");
    return [one("parlor_process_open_fds", "Open files and connections.", "gauge", length)];
  } catch {
    return [];
  }
}

function one(name: string, help: string, type: "counter" | "gauge", value: number): Family {
  return { name, help, type, samples: [{ value }] };
}
