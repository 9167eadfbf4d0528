import { spawn } from "node:child_process";
import { join } from "node:path";

export const root = join(import.meta.dirname, "..");

export interface Ran {
  ok: boolean;
  /** Both streams, in the order they were written. */
  output: string;
  /** Milliseconds. */
  took: number;
}

/**
 * Runs one tool of this project to its end, from the project's root, with the Node that runs this process: the tools'
 * own first line would take the first Node on the PATH, and that may be too old. `node` is a tool too.
 * `show` lets it write to the terminal as it goes; otherwise its output is kept for the caller.
 */
export function runStep(command: string, args: string[], { show = false, env = {} } = {}): Promise<Ran> {
  const started = performance.now();
  const script = command === "node" ? [] : [join(root, "node_modules/.bin", command)];
  const child = spawn(process.execPath, [...script, ...args], {
    cwd: root,
    stdio: ["ignore", show ? "inherit" : "pipe", show ? "inherit" : "pipe"],
    env: { ...process.env, ...env },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => (output += text));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ ok: code === 0, output, took: performance.now() - started }));
  });
}

export const seconds = (took: number): string => `${(took / 1000).toFixed(1)} s`;
