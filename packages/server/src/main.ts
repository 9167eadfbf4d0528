import { BadSetting, readConfig } from "./config.ts";
import { NewerDatabase } from "./db/migrate.ts";
import { openDatabase } from "./db/open-database.ts";

/** A stop that takes longer is stuck, and the process manager should know (R7). */
const STOP_WITHIN_MS = 30_000;

/** Starts Parlor, prints one line with its address, and stops cleanly on SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  // Its thread starts and opens the file while this one loads the rest.
  const [database, { makeApp }] = await Promise.all([openDatabase(config.dataDir), import("./app.ts")]);
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

/** One clear line for what an operator can mend; the whole error for what only we can. */
function end(failure: unknown): never {
  const { code, syscall, message } = failure as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") console.error("The port is in use: stop the other program, or set PORT to a free one.");
  else if (syscall === "listen") console.error(`The address cannot be used (${message}): set HOST or PORT.`);
  else if (syscall)
    console.error(`The data folder cannot be used (${message}): set DATA_DIR to one that can be written.`);
  else if (failure instanceof BadSetting || failure instanceof NewerDatabase) console.error(message);
  else console.error(failure);
  process.exit(1);
}

main().catch(end);
