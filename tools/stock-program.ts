import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { docSnippets } from "./doc-snippets.ts";
import { node } from "./parlor-process.ts";

/** Below the project, so that Node finds what a program imports. */
const folder = join(import.meta.dirname, "../.cache/snippets");
let programs = 0;

/** How long a test waits for a program: a stock client waits up to five seconds between two tries to reconnect. */
const patienceMs = 30_000;

/** A Python with python-socketio, or why there is none. Debian's packages reach only Debian's own Python. */
export function findPython(): { command: string } | { lacks: string } {
  let lacks = "";
  for (const command of ["python3", "/usr/bin/python3"]) {
    try {
      execFileSync(command, ["-c", "import socketio, websocket, requests"], { stdio: "pipe" });
      return { command };
    } catch (error) {
      const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
      lacks ||= said.split("\n").at(-1) || `${command} is not there`;
    }
  }
  return { lacks };
}

/** The program of docs/protocol.md in this language, as a reader would copy it. */
export async function documentedClient(language: "js" | "python"): Promise<string> {
  const found = (await docSnippets("docs/protocol.md")).find((snippet) => snippet.language === language);
  if (!found) throw new Error(`docs/protocol.md has no program in ${language}`);
  return found.code;
}

/** A chat client that runs as a program of its own: it prints what it hears, and sends each line it reads. */
export class StockProgram {
  /** Every line that it printed. */
  readonly heard: string[] = [];
  readonly #child: ChildProcess;
  readonly #file: string;
  readonly #waiting = new Set<() => void>();
  #complaints = "";

  private constructor(child: ChildProcess, file: string) {
    this.#child = child;
    this.#file = file;
    // A test waits for many lines at once.
    child.setMaxListeners(0);
    let rest = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split("\n");
      rest = lines.pop() ?? "";
      this.heard.push(...lines);
      for (const look of this.#waiting) look();
    });
    child.stderr?.on("data", (chunk: Buffer) => (this.#complaints += chunk.toString()));
  }

  /** Starts `code` as the only argument of `command`; `NAME` in `env` is its person. */
  static async runs(command: string, code: string, env: Record<string, string>): Promise<StockProgram> {
    await mkdir(folder, { recursive: true });
    programs += 1;
    const file = join(folder, `${process.pid}-${programs}${command === node ? ".mjs" : ".py"}`);
    await writeFile(file, code);
    const child = spawn(command, [file], { env: { ...process.env, ...env }, stdio: ["pipe", "pipe", "pipe"] });
    return new StockProgram(child, file);
  }

  /** What it wrote to its error stream. */
  get complaints(): string {
    return this.#complaints;
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  says(text: string): void {
    this.#child.stdin?.write(`${text}\n`);
  }

  /** Resolves once it printed a line that ends with this. */
  hears(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (then: () => void): void => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        this.#child.off("exit", gone);
        then();
      };
      const failure = (what: string) => new Error(`${what} before it heard "${text}"\n${this.#complaints}`);
      const look = (): void => {
        if (this.heard.some((line) => line.endsWith(text))) settle(resolve);
      };
      const gone = (): void => settle(() => reject(failure("the program ended")));
      const timer = setTimeout(() => settle(() => reject(failure(`${patienceMs} ms passed`))), patienceMs);
      this.#waiting.add(look);
      this.#child.once("exit", gone);
      if (!this.isRunning) gone();
      else look();
    });
  }

  /** Ends the program. */
  async ends(): Promise<void> {
    if (this.isRunning) {
      const gone = new Promise((resolve) => this.#child.once("exit", resolve));
      this.#child.kill("SIGKILL");
      await gone;
    }
    await rm(this.#file, { force: true });
  }
}
