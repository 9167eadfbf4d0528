/**
 * Loaded into a Node server with --import, for works that look inside it: on SIGUSR2 it says how late the event loop was
 * since the last time, and collects garbage first, so that what is left is what the server holds.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** The histogram counts the time between two ticks, so the tick's own length comes off. */
const TICK_MS = 2;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
const delay = monitorEventLoopDelay({ resolution: TICK_MS });
delay.enable();

process.on("SIGUSR2", () => {
  const p99 = Math.max(0, delay.percentile(99) / 1e6 - TICK_MS);
  for (let round = 0; round < 3; round += 1) collect();
  delay.reset();
  console.log(`probe: loop p99 ${p99.toFixed(2)} ms`);
});
