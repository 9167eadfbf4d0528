import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { monotonic } from "../crowd/stamped-text.ts";
import type { Fault } from "../rig/fault.ts";
import { eventLoopDelay } from "../rig/event-loop-delay.ts";
import { percentile } from "../rig/percentile.ts";
import { waitUntil } from "../rig/wait-until.ts";

const BACK_WITHIN_MS = 60_000;

/** Every connection breaks at once; all come back within a minute, while people write. */
export const storm: Fault = async ({ form, set }) => {
  const [people, clientsEach] = form === "long" ? [500, 10] : [100, 5];
  const metricsPort = await freePort();
  const settings = { METRICS_PORT: String(metricsPort) };
  const stage = await set({ people, clientsEach, channels: 20, settings });
  const { crowd } = stage;
  await stage.talk({ perSecond: 20 });
  await pause(1_000);
  await eventLoopDelay(metricsPort);
  const cutAt = monotonic();
  await crowd.cut();
  const late = await waitUntil("everybody's return", 2 * BACK_WITHIN_MS, async () => {
    const { live, clients } = await crowd.state();
    return live < clients ? `${clients - live} of ${clients} are away` : undefined;
  }).then(
    () => [],
    (failure: Error) => [failure.message],
  );
  const delay = await eventLoopDelay(metricsPort);
  const report = await stage.judge();
  report.why.push(...late);
  const backMs = report.raw.returns.map(({ backAt }) => backAt - cutAt);
  const slowest = Math.max(...backMs);
  const clients = people * clientsEach;
  if (backMs.length < clients) report.why.push(`only ${backMs.length} of ${clients} connections were dropped`);
  if (slowest > BACK_WITHIN_MS) report.why.push(`the last one was back after ${Math.round(slowest)} ms`);
  return {
    ...report,
    figures: {
      dropped: backMs.length,
      back_50_ms: percentile(backMs, 50),
      back_95_ms: percentile(backMs, 95),
      back_100_ms: Math.round(slowest),
      loop_p99_ms: delay,
    },
  };
};

/** A port that is free now, from the system's own range. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
