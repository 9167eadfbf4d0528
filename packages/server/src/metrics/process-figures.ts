import { collectDefaultMetrics, Registry } from "prom-client";

/**
 * What the process and Node take, under the names that Prometheus dashboards know: `process_*` and `nodejs_*`. It looks at
 * the event loop from now on, so make one only when somebody may ask.
 */
export class ProcessFigures {
  readonly #registry = new Registry();

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
  }

  /** In the text format of Prometheus. The event loop's lag is that since the last reading. */
  read(): Promise<string> {
    return this.#registry.metrics();
  }

  stop(): void {
    this.#registry.clear();
  }
}
