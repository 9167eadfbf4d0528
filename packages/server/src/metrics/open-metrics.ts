import type { Config } from "../config.ts";
import type { Counts } from "./counts.ts";
import type { KnownHosts, MetricsPort } from "./metrics-port.ts";
import type { Gauges } from "./server-families.ts";

/** Opens the port that `METRICS_PORT` asks for; undefined without it. Its code is loaded only then. */
export async function openMetrics(
  { metrics }: Config,
  counts: Counts,
  gauges: Gauges,
  hosts: KnownHosts,
): Promise<MetricsPort | undefined> {
  if (!metrics) return undefined;
  const { openMetricsPort } = await import("./metrics-port.ts");
  return openMetricsPort(metrics, counts, gauges, hosts);
}
