import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

export const root = join(import.meta.dirname, "../../..");

interface Start {
  command: string;
  args: string[];
  env?: Record<string, string>;
  /** What it prints once it listens; the first group, if any, is the port. */
  ready: RegExp;
}

/** A server in a process of its own, ended with the bench at the latest. */
export class Program {
  /** The first group of what `ready` matched. */
  readonly said: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, said: string) {
    this.#child = child;
    this.said = said;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Resolves once it says it is ready. Rejects with its output when it ends before. */
  static async start({ command, args, env, ready }: Start): Promise<Program> {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const endToo = (): void => void child.kill("SIGKILL");
    process.once("exit", endToo);
    child.once("exit", () => process.off("exit", endToo));
    let output = "";
    const said = await new Promise<string>((resolve, reject) => {
      const hear = (text: string): void => {
        output += text;
        const match = ready.exec(output);
        if (match) resolve(match[1] ?? "");
      };
      child.stdout.setEncoding("utf8").on("data", hear);
      child.stderr.setEncoding("utf8").on("data", hear);
      child.once("error", reject);
      child.once("exit", (code) => reject(new Error(`${command} ended with ${code}:\n${output}`)));
    });
    return new Program(child, said);
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
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
}
