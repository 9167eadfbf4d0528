import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import { promisify } from "node:util";
import { parlorProgram, parlorSources } from "../packages/server/src/testing/parlor-program.ts";
import { startCommand } from "./start-command.ts";

const root = join(import.meta.dirname, "..");
/** The Node that runs the tests. `tools/run` chose it, so it is the packaged one where that runs. */
export const node = process.execPath;

/** Settings by the names of their environment variables. */
export type Settings = Record<string, string>;

/** Tests write faster than people do; the allowances are settings, so they are raised as an operator would. */
const generous: Settings = {
  RATE_SEND: "5000/5000",
  RATE_READ: "5000/5000",
  RATE_CHANGE: "5000/5000",
  RATE_PRESENCE: "5000/5000",
  RATE_OPEN: "5000/5000",
  RATE_KNOCK: "5000/5000",
  RATE_MISS: "5000/5000",
  RATE_HOOK: "5000/5000",
};

/** Half of a start is the stripping of types; kept between starts, only the first one pays for it. */
const compiled: Settings = { NODE_COMPILE_CACHE: join(root, ".cache/compiled") };

/** A real Parlor in a process of its own, with a data folder of its own, for tests that look at it from outside. */
export class ParlorProcess {
  /** Where it listens; kept over restarts. Empty before the first start. */
  url = "";
  readonly dataDir: string;
  private readonly settings: Settings;
  private readonly command: readonly string[];
  private child: ChildProcess | undefined;
  private said = "";
  private isOver = false;

  private constructor(dataDir: string, settings: Settings, command: readonly string[]) {
    this.dataDir = dataDir;
    this.settings = settings;
    this.command = command;
  }

  /** A fresh one, listening; `settings` go over the generous allowances, `nodeArgs` to its Node, before the program. */
  static async started(settings: Settings = {}, nodeArgs: readonly string[] = []): Promise<ParlorProcess> {
    return this.running(settings, programWith(nodeArgs));
  }

  /** A fresh one just as `npm start` runs it: joined into a bundle, which starts in half the time. */
  static async deployed(settings: Settings = {}): Promise<ParlorProcess> {
    return this.running(settings, startCommand());
  }

  /** One that was never started, with an empty data folder. */
  static async idle(settings: Settings = {}, nodeArgs: readonly string[] = []): Promise<ParlorProcess> {
    return new ParlorProcess(await mkdtemp(join(tmpdir(), "parlor-")), settings, programWith(nodeArgs));
  }

  /** `command` is what comes after `node`. */
  private static async running(settings: Settings, command: readonly string[]): Promise<ParlorProcess> {
    const parlor = new ParlorProcess(await mkdtemp(join(tmpdir(), "parlor-")), settings, command);
    await parlor.start();
    return parlor;
  }

  /** The process that runs now; undefined between a stop and the next start. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Everything the last run wrote to its two streams. */
  get log(): string {
    return this.said;
  }

  /** Starts it, on the port of the last run when there was one; `more` settings go over its own. Rejects with its log when it does not come up. */
  async start(more: Settings = {}): Promise<void> {
    // A test that ran out of time is cleared while it still goes on; what it starts then nobody would end.
    if (this.isOver) throw new Error("this Parlor was cleared");
    const port = this.url === "" ? await ParlorProcess.freePort() : new URL(this.url).port;
    const child = spawn(node, this.command, {
      cwd: root,
      env: {
        ...process.env,
        ...compiled,
        ...generous,
        HOST: "127.0.0.1",
        ...this.settings,
        ...more,
        PORT: port,
        DATA_DIR: this.dataDir,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.child = child;
    const endToo = (): void => void child.kill("SIGKILL");
    process.once("exit", endToo);
    child.once("exit", () => process.off("exit", endToo));
    this.said = "";
    this.url = await new Promise((resolve, reject) => {
      const hear = (chunk: Buffer): void => {
        this.said += chunk.toString();
        if (/^Parlor is ready at /m.test(this.said)) resolve(`http://localhost:${port}`);
      };
      child.stdout.on("data", hear);
      child.stderr.on("data", hear);
      child.once("exit", (code) => reject(new Error(`Parlor ended with ${code}:\n${this.said}`)));
    });
  }

  /**
   * A free port below the range from which systems take the ports of outgoing connections: one from that range may be
   * somebody else's by the time a killed server starts again on it.
   */
  static async freePort(): Promise<string> {
    for (;;) {
      const port = 12_000 + Math.floor(Math.random() * 20_000);
      const probe = createServer();
      const isFree = await new Promise<boolean>((resolve) => {
        probe.once("error", () => resolve(false));
        probe.listen(port, "127.0.0.1", () => resolve(true));
      });
      probe.close();
      if (isFree) return String(port);
    }
  }

  /** kill -9: no goodbye, nothing flushed. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  /** SIGTERM, as a deploy does it; resolves to the exit code. */
  stop(): Promise<number | null> {
    return this.end("SIGTERM");
  }

  /** `npm run import` into this one's data, with further options; resolves to what it printed, rejects when it is refused. */
  async import(file: string, channel: string, ...options: string[]): Promise<string> {
    const command = [parlorProgram, "import", file, "--channel", channel, ...options];
    const env = { ...process.env, ...compiled, DATA_DIR: this.dataDir };
    const { stdout } = await promisify(execFile)(node, command, { cwd: root, env, maxBuffer: 1 << 26 });
    return stdout;
  }

  /** A copy of the running one's database by SQLite's own online backup, as docs/self-hosting.md has it. */
  async backup(file: string): Promise<void> {
    const running = new DatabaseSync(join(this.dataDir, "parlor.db"), { readOnly: true });
    await backup(running, file);
    running.close();
  }

  /** Runs SQL on its database while it is stopped, for values that no program of ours would store. */
  tamper(sql: string): void {
    const database = new DatabaseSync(join(this.dataDir, "parlor.db"));
    database.exec(sql);
    database.close();
  }

  /** Ends it and throws its data away. */
  async clear(): Promise<void> {
    this.isOver = true;
    await this.kill();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  /** Sends a signal and waits for the end, at any moment of a run; resolves to the exit code, null when the signal ended it. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.child;
    this.child = undefined;
    if (child === undefined) return null;
    if (child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill(signal);
      await gone;
    }
    return child.exitCode;
  }
}

/** What `nodeArgs` load reaches into the modules of the sources. */
function programWith(nodeArgs: readonly string[]): string[] {
  return nodeArgs.length === 0 ? [parlorProgram] : [...nodeArgs, parlorSources];
}
