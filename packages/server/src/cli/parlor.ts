import type { Command } from "./command.ts";
import { UsageError } from "./command.ts";
import { failureLine } from "./failure-line.ts";

/** Every command by its name. Each is loaded only when it runs, because a start must not wait for the others. */
const commands: Record<string, () => Promise<{ command: Command }>> = {
  start: () => import("./start.ts"),
  doctor: () => import("./doctor.ts"),
  backup: () => import("./backup.ts"),
  restore: () => import("./restore.ts"),
  import: () => import("./import.ts"),
  channels: () => import("./channels.ts"),
  version: () => import("./version.ts"),
};

/** The `parlor` program. Without a command it starts the server. */
async function main([name = "start", ...args]: string[]): Promise<void> {
  if (["help", "--help", "-h"].includes(name)) return help();
  if (["--version", "-v", "-V"].includes(name)) return main(["version", ...args]);
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) throw new UsageError(`There is no command "${name}". Run \`parlor help\` for the list.`);
  const { command } = await load();
  // Asked in a hurry: the answer must not be a refusal, and must change nothing.
  if (args.some((arg) => arg === "--help" || arg === "-h")) {
    console.log(`${command.summary}\nUsage: parlor ${command.usage}`);
    return;
  }
  try {
    await command.run(args);
  } catch (failure) {
    const { code = "", message } = failure as NodeJS.ErrnoException;
    const isUsage = failure instanceof UsageError || code.startsWith("ERR_PARSE_ARGS");
    if (!isUsage) throw failure;
    throw new UsageError(`${message}\nUsage: parlor ${command.usage}`.trimStart(), { cause: failure });
  }
}

async function help(): Promise<void> {
  const loaded = await Promise.all(Object.values(commands).map((load) => load()));
  const width = Math.max(...loaded.map(({ command }) => command.usage.length));
  for (const { command } of loaded) console.log(`parlor ${command.usage.padEnd(width)}  ${command.summary}`);
}

/** A relative data folder is below this one, so nothing can be found when it is gone. */
function isFolderGone(): boolean {
  try {
    process.cwd();
    return false;
  } catch {
    return true;
  }
}

main(process.argv.slice(2)).catch((failure: unknown) => {
  const gone = "The folder in which this command runs was deleted: change to another folder and run it again.";
  console.error(isFolderGone() ? gone : failureLine(failure));
  process.exit(1);
});
