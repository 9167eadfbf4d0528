import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "../../..");

const probe = join(root, "bench/src/probe/probe.ts");

/** Options of Node's that load the probe. */
export const withProbe = ["--import", probe];

const SAYS_WITHIN_MS = 60_000;

interface Start {
  command: string;
  args: string[];
  env?: Record<string, string>;
  /** What it prints once it listens; the first group, if any, is kept as `said`. */
  ready: RegExp;
}

/** A server in a process of its own, ended with the bench at the latest. */
export class Program {
  /** The first group of what `ready` matched. */
  said = "";
  readonly isProbed: boolean;
  readonly #child: ChildProcess;
  #output = "";
  #onOutput: (() => void) | undefined;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.isProbed = child.spawnargs.includes(probe);
    const endToo = (): void => void child.kill("SIGKILL");
    process.prependOnceListener("exit", endToo);
    child.once("exit", () => process.off("exit", endToo));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#output += text;
        this.#onOutput?.();
      });
    }
  }

  /** Resolves once it says it is ready. Rejects with its output when it ends before. */
  static async start({ command, args, env, ready }: Start): Promise<Program> {
    const stdio = ["ignore", "pipe", "pipe"] as const;
    const program = new Program(
      spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: [...stdio] }),
    );
    try {
      program.said = await program.says(ready);
    } catch (failure) {
      await program.stop();
      throw failure;
    }
    return program;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Memory that is really there, in bytes; null where the system does not tell. */
  get rss(): number | null {
    if (process.platform !== "linux") return null;
    const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${this.pid}/status`, "latin1"));
    return line ? Number(line[1]) * 1_024 : null;
  }

  /** Has the probe collect garbage; resolves to the event loop's delay since the last time, in milliseconds. */
  async probe(): Promise<number> {
    this.#output = "";
    this.#child.kill("SIGUSR2");
    return Number(await this.says(/^probe: loop p99 (\S+) ms$/m));
  }

  /** SIGTERM, so that a profile gets written; SIGKILL after five seconds. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.#child.once("exit", resolve));
    const late = setTimeout(() => this.#child.kill("SIGKILL"), 5_000);
    this.#child.kill("SIGTERM");
    await gone;
    clearTimeout(late);
  }

  /** Waits for output; resolves to the first group of the match. */
  private says(wanted: RegExp): Promise<string> {
    return new Promise((resolve, reject) => {
      const end = (reason: string): void => reject(new Error(`${reason}\n${this.#output}`));
      setTimeout(end, SAYS_WITHIN_MS, `${this.#child.spawnfile} did not say ${wanted}:`).unref();
      this.#child.once("error", (failure) => end(failure.message));
      this.#child.once("exit", (code) => end(`${this.#child.spawnfile} ended with ${code}:`));
      this.#onOutput = () => {
        const match = wanted.exec(this.#output);
        if (!match) return;
        this.#onOutput = undefined;
        resolve(match[1] ?? "");
      };
      this.#onOutput();
    });
  }
}
