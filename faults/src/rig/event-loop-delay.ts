import type { Milliseconds } from "@parlor/protocol";

/** Node measures the time between two looks at the loop, the period included. */
const LOOK_EVERY_MS = 10;

/** How late the server's event loop ran since the last look (99th percentile), by its own /metrics; null without them. */
export async function eventLoopDelay(metricsPort: number): Promise<Milliseconds | null> {
  try {
    const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    const [, seconds] = /^nodejs_eventloop_lag_p99_seconds (\S+)$/m.exec(text) ?? [];
    return seconds === undefined ? null : Math.max(0, Math.round(Number(seconds) * 10_000) / 10 - LOOK_EVERY_MS);
  } catch {
    return null;
  }
}
