import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { parlorProgram } from "./parlor-program.ts";

/** The user "nobody" of every Linux. */
const NOBODY = "65534";

const isRoot = process.getuid?.() === 0;

/** Whether `parlorAsNobody` works here: root ignores the permissions of files, so the program needs another user. */
export const canBeNobody = !isRoot || spawnSync("setpriv", ["--version"]).status === 0;
/** Whether this test may mount a small file system of its own. */
export const canMount = isRoot && spawnSync("unshare", ["-m", "true"]).status === 0;
export const canLimit = process.platform === "linux" && spawnSync("prlimit", ["--version"]).status === 0;

/** Runs `parlor` until it ends, by itself or after `timeout` ms; `wrapper` is a command that runs the rest of its line. */
export function parlorUnder(
  wrapper: readonly string[],
  args: readonly string[],
  env: Record<string, string>,
): SpawnSyncReturns<string> {
  const [command = "", ...rest] = [...wrapper, process.execPath, parlorProgram, ...args];
  return spawnSync(command, rest, {
    env: { PORT: "0", HOST: "127.0.0.1", LOG_LEVEL: "silent", PATH: process.env["PATH"], ...env },
    encoding: "utf8",
    timeout: 15_000,
  });
}

/** The wrapper for `parlorUnder` that makes its user one without privileges. */
export const asNobody: readonly string[] = isRoot
  ? ["setpriv", `--reuid=${NOBODY}`, `--regid=${NOBODY}`, "--clear-groups"]
  : ["env"];

/** The wrapper that mounts a file system on `folder` for the program alone: `options` as mount takes them. */
export function withMount(folder: string, options: string, prepare = "true"): readonly string[] {
  const script = `mount -t tmpfs -o ${options} tmpfs "$0" && { ${prepare}; } && exec "$@"`;
  return ["unshare", "-m", "sh", "-c", script, folder];
}
