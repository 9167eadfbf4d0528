import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Fault } from "../rig/fault.ts";
import { percentile } from "../rig/percentile.ts";

const hook = join(import.meta.dirname, "../hooks/hold-loop.ts");

/** The server's event loop is held for 300 ms in every second: slow, but nobody may be taken for dead. */
export const loopHeld: Fault = async ({ form, set }) => {
  const stage = await set({ people: 100, channels: 20, serverArgs: ["--import", hook] });
  await stage.talk();
  // Two heartbeats and more.
  await pause(form === "long" ? 50_000 : 5_000);
  const report = await stage.judge();
  const { disconnects, waits } = report.raw;
  if (disconnects > 0) report.why.push(`${disconnects} connections were lost`);
  return { ...report, figures: { false_disconnects: disconnects, gap_p99_ms: percentile(waits, 99) } };
};
