import { collectDefaultMetrics, Registry } from "prom-client";

/** Sums that the figures beside them give as well. They end in `_total` and are no counters, which promtool refuses. */
const MISNAMED = ["nodejs_active_resources_total", "nodejs_active_handles_total", "nodejs_active_requests_total"];

/**
 * What the process and Node take, under the names that Prometheus dashboards know: `process_*` and `nodejs_*`. It looks at
 * the event loop from now on, so make one only when somebody may ask.
 */
export class ProcessFigures {
  readonly #registry = new Registry();

  constructor() {
    const register = this.#registry;
    collectDefaultMetrics({ register });
    for (const name of MISNAMED) register.removeSingleMetric(name);
  }

  /** In the text format of Prometheus. The event loop's lag is that since the last reading. */
  read(): Promise<string> {
    return this.#registry.metrics();
  }

  stop(): void {
    this.#registry.clear();
  }
}
