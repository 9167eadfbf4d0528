import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { BadSetting } from "../config.ts";
import type { Counts } from "./counts.ts";
import { exposition } from "./exposition.ts";
import { ProcessFigures } from "./process-figures.ts";
import { type Gauges, serverFamilies } from "./server-families.ts";

export interface MetricsPort {
  readonly port: number;
  close(): Promise<void>;
}

/** CON-13. A page of another site must not read the figures either. */
export interface KnownHosts {
  allows(request: IncomingMessage): boolean;
  refusal(request: IncomingMessage): { message: string };
}

/**
 * Answers `GET /metrics` for Prometheus on a listener of its own, so that no proxy in front of Parlor can ever pass it on.
 * Loaded only when it is asked for. Rejects with BadSetting when it cannot listen there.
 */
export async function openMetricsPort(
  at: { host: string; port: number },
  counts: Counts,
  gauges: Gauges,
  { allows, refusal }: KnownHosts,
): Promise<MetricsPort> {
  const figures = new ProcessFigures();
  const read = async (): Promise<string> => exposition(await serverFamilies(counts, gauges)) + (await figures.read());
  const server = createServer((request, response) => {
    if (!allows(request)) {
      response.writeHead(421, { "content-type": "text/plain; charset=utf-8" }).end(`${refusal(request).message}\n`);
      return;
    }
    if (!/^\/metrics\/?(?:\?|$)/.test(request.url ?? "")) {
      response.writeHead(404, { "content-type": "text/plain" }).end("The figures are at /metrics.\n");
      return;
    }
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.writeHead(405, { allow: "GET, HEAD" }).end();
      return;
    }
    read().then(
      (text) => response.writeHead(200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" }).end(text),
      // The database is gone or busy; a scrape that fails is what Prometheus expects then.
      () => response.writeHead(503).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", ({ code, message }: NodeJS.ErrnoException) => {
      figures.stop();
      const reason =
        code === "EADDRINUSE" ? `port ${at.port} is in use: stop the other program, or choose a free one` : message;
      reject(new BadSetting(`The settings METRICS_HOST and METRICS_PORT cannot be used: ${reason}`));
    });
    server.listen(at.port, at.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      figures.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
