import { readConfig } from "../config.ts";
import { openDatabase } from "../db/open-database.ts";
import { takePort } from "../gateway/early-port.ts";
import { networkAddress } from "../network-address.ts";
import { version } from "../version.ts";
import { type Command, UsageError } from "./command.ts";
import { failureLine } from "./failure-line.ts";
import { stopRequest } from "./stop-request.ts";

/** Starts Parlor, prints one line with its address and version, and stops cleanly on SIGTERM or SIGINT at any moment. */
async function start(args: string[]): Promise<void> {
  // A port given as an option would be ignored, and the server be elsewhere than its operator thinks.
  if (args.length > 0)
    throw new UsageError("The server takes no arguments: its settings are environment variables, such as PORT=8080.");
  const stop = stopRequest();
  const config = readConfig(process.env);
  const early = await takePort(config);
  // Its thread starts and opens the file while this one loads the rest.
  const [database, { makeApp }] = await Promise.all([openDatabase(config.dataDir, "server"), import("../app.ts")]);
  void database.lost.then(end);
  if (stop.hasCome) return exitAfter(database.close());
  const app = await makeApp(config, database, { port: early });
  void stop.come.then(() => exitAfter(app.close()));

  const port = await app.listen();
  if (stop.hasCome) return;
  if (app.metricsPort) console.log(`Figures at port ${app.metricsPort}, /metrics`);
  console.log(`Parlor is ready at ${config.publicUrl ?? `http://localhost:${port}`} (version ${version})`);
  const others = networkAddress({ host: config.host, port, publicUrls: config.publicUrls });
  if (others !== undefined && others !== config.publicUrl) console.log(`Others on your network can open ${others}`);
  await app.tellStart();
}

async function exitAfter(closed: Promise<void>): Promise<void> {
  await closed.catch(end);
  process.exit(0);
}

function end(failure: unknown): never {
  console.error(failureLine(failure));
  process.exit(1);
}

export const command: Command = { summary: "starts the server", usage: "start", run: start };
