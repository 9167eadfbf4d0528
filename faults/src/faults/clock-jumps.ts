import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Fault } from "../rig/fault.ts";
import { percentile } from "../rig/percentile.ts";

const hook = join(import.meta.dirname, "../hooks/jump-clock.ts");
const HOUR_MS = 3_600_000;
const jumps = [HOUR_MS, 0, -HOUR_MS, 0, 24 * HOUR_MS, 0, -24 * HOUR_MS, 0];
const STAY_MS = 3_000;

/** The server's clock jumps by an hour and by a day, both ways: order is by seq, and timers and limits go on. */
export const clockJumps: Fault = async ({ set }) => {
  const folder = await mkdtemp(join(tmpdir(), "parlor-clock-"));
  try {
    const file = join(folder, "offset");
    const stage = await set({
      people: 100,
      channels: 20,
      serverArgs: ["--import", hook],
      // The allowances that people have, so that a limit which counts by the wall clock shows.
      settings: { FAULTS_CLOCK: file, RATE_SEND: "60/20", RATE_READ: "200/40" },
    });
    await stage.talk();
    for (const offset of jumps) {
      await writeFile(file, String(offset));
      const { pid } = stage.parlor;
      if (pid !== undefined) process.kill(pid, "SIGUSR2");
      await pause(STAY_MS);
    }
    const report = await stage.judge();
    const { disconnects, refusals, waits } = report.raw;
    if (disconnects > 0) report.why.push(`${disconnects} connections were lost`);
    if (Object.keys(refusals).length > 0) report.why.push(`refused: ${JSON.stringify(refusals)}`);
    return { ...report, figures: { jumps: jumps.length, disconnects, gap_p99_ms: percentile(waits, 99) } };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
