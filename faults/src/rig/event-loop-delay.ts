import type { Milliseconds } from "@parlor/protocol";

/** How late the server's event loop ran since the last look (99th percentile), by its own /metrics; null without them. */
export async function eventLoopDelay(metricsPort: number): Promise<Milliseconds | null> {
  try {
    const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    const [, seconds] = /^parlor_event_loop_delay_seconds\{at="p99"\} (\S+)$/m.exec(text) ?? [];
    return seconds === undefined ? null : Math.round(Number(seconds) * 10_000) / 10;
  } catch {
    return null;
  }
}
