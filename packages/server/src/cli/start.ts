import { readConfig } from "../config.ts";
import { openDatabase } from "../db/open-database.ts";
import type { Command } from "./command.ts";
import { failureLine } from "./failure-line.ts";

/** A stop that takes longer is stuck, and the process manager should know (R7). */
const STOP_WITHIN_MS = 30_000;

/** Starts Parlor, prints one line with its address, and stops cleanly on SIGTERM or SIGINT. */
async function start(): Promise<void> {
  const config = readConfig(process.env);
  // Its thread starts and opens the file while this one loads the rest.
  const [database, { makeApp }] = await Promise.all([openDatabase(config.dataDir, "server"), import("../app.ts")]);
  void database.lost.then(end);
  const app = await makeApp(config, database);

  // Before the door opens, so that a stop at any moment is a clean one.
  let stopping = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
      app.close().then(
        () => process.exit(0),
        (failure: unknown) => end(failure),
      );
    });
  }

  const port = await app.listen();
  if (app.metricsPort) console.log(`Figures at port ${app.metricsPort}, /metrics`);
  console.log(`Parlor is ready at ${config.publicUrl ?? `http://localhost:${port}`}`);
}

function end(failure: unknown): never {
  console.error(failureLine(failure));
  process.exit(1);
}

export const command: Command = { summary: "starts the server", usage: "start", run: start };
