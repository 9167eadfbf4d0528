import { spawn } from "node:child_process";
import { join } from "node:path";
import { parlorProgram, parlorSources } from "./parlor-program.ts";

const CACHE = join(import.meta.dirname, "../../../../.cache/compiled");

export interface Ended {
  /** Null after a kill. */
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a command of the `parlor` program in a process of its own, to its end. */
export async function runParlor(
  args: readonly string[],
  env: Record<string, string>,
  nodeArgs: readonly string[] = [],
): Promise<Ended> {
  const child = spawn(process.execPath, [...nodeArgs, nodeArgs.length === 0 ? parlorProgram : parlorSources, ...args], {
    env: { NODE_COMPILE_CACHE: CACHE, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 30_000,
  });
  const said = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (said.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (said.stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status) => resolve({ status, ...said }));
  });
}
