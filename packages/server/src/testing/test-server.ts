import { makeApp } from "../app.ts";
import { readConfig } from "../config.ts";
import { openDatabase } from "../db/open-database.ts";
import type { LogTarget } from "../logging/log-target.ts";
import { tempFolder } from "./temp-database.ts";

export interface TestServer extends AsyncDisposable {
  url: string;
  /** Where the figures are; with METRICS_PORT=0 a free port, without it nowhere. */
  metricsPort: number | undefined;
  /** What stands at /metrics now, by series, as in `parlor_sends_total{outcome="accepted"}`. */
  metrics(): Promise<Record<string, number>>;
  /** Calls a command over HTTP. */
  post(command: string, input: unknown, headers?: Record<string, string>): Promise<Response>;
}

/**
 * The whole server in this process, on a free port of the loopback, with settings as the environment would give them.
 * With DATA_DIR it goes on with what is in that folder. `log` gets what is logged, when LOG_LEVEL lets anything through; `now` is the clock by which
 * sessions are idle.
 */
export async function testServer(
  settings: Record<string, string> = {},
  log?: LogTarget,
  now?: () => number,
): Promise<TestServer> {
  const folder = tempFolder();
  const config = readConfig({ HOST: "127.0.0.1", PORT: "0", DATA_DIR: folder.path, LOG_LEVEL: "silent", ...settings });
  const app = await makeApp(config, await openDatabase(config.dataDir), { target: log, now });
  const url = `http://127.0.0.1:${await app.listen()}`;
  await app.tellStart();
  return {
    url,
    metricsPort: app.metricsPort,
    post: (command, input, headers) =>
      fetch(`${url}/api/v1/${command}`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(input),
      }),
    async metrics() {
      const text = await (await fetch(`http://127.0.0.1:${app.metricsPort}/metrics`)).text();
      const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
      return Object.fromEntries(lines.map((line) => [line.replace(/ [^ ]+$/, ""), Number(line.split(" ").at(-1))]));
    },
    async [Symbol.asyncDispose]() {
      await app.close();
      folder[Symbol.dispose]();
    },
  };
}
