import { spawn } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync, statSync } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { join } from "node:path";
import { root } from "./run-step.ts";
import { sourceHash } from "./source-hash.ts";

/** The server or the web client: something that is built from sources into a folder of its own. */
export interface Part {
  readonly name: string;
  /** Where it is used from. Replaced as a whole, so it is complete whenever it is there. */
  readonly dist: string;
  /** What ends up in it, or decides how it is made; relative to the root. */
  readonly sources: string[];
  /** The package that builds it. */
  readonly builder: string;
  /** The Node program, with its arguments, that builds it into `folder`. */
  command(folder: string): string[];
  readonly cwd: string;
}

/** A build could not be made; its message is what a person should read. */
export class BuildProblem extends Error {}

/** Names the sources that a build was made from. Inside the build, so the two cannot come apart. */
const STAMP = ".built-from";

/** Unfinished builds, each named after the process that makes it. */
const workshop = join(root, ".cache/building");

/**
 * Builds a part if its sources changed since it was last built. The build happens in a process and a folder of its own,
 * and replaces the last one when it is complete: a build that is ended at any moment leaves the last one in place.
 * Throws BuildProblem if it cannot be built, and AbortError when `signal` ends it.
 */
export async function buildPart(part: Part, signal?: AbortSignal): Promise<void> {
  const stamp = sourceHash(root, part.sources);
  if (builtFrom(part) === stamp) return;
  signal?.throwIfAborted();
  refuseIfHopeless(part);
  await sweep();
  const folder = join(workshop, `${part.name.replaceAll(" ", "-")}-${process.pid}`);
  try {
    await mkdir(folder, { recursive: true });
    await runBuilder(part, folder, signal);
    await writeFile(join(folder, STAMP), stamp);
    await replace(part.dist, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function builtFrom({ dist }: Part): string | undefined {
  const stampFile = join(dist, STAMP);
  return existsSync(stampFile) ? readFileSync(stampFile, "utf8") : undefined;
}

/** A user that may not write here, or a checkout without its dependencies, gets one line instead of a builder's error. */
function refuseIfHopeless({ name, dist, builder }: Part): void {
  try {
    for (const path of [join(root, ".cache"), join(dist, ".."), dist]) {
      accessSync(existsSync(path) ? path : join(path, ".."), constants.W_OK);
    }
  } catch {
    const [who, owner] = [userInfo(), statSync(root).uid];
    const asOwner =
      owner === who.uid ? "where it can be written" : `as its owner, ${owner === 0 ? "root" : `user ${owner}`}`;
    throw new BuildProblem(
      `The ${name} is not built from these sources, and ${who.username} cannot write to ${root}: run \`npm run build\` there ${asOwner}, then start again.`,
    );
  }
  if (!existsSync(join(root, "node_modules", builder))) {
    throw new BuildProblem(`The ${name} is not built, and what builds it is not installed: run \`npm ci\` first.`);
  }
}

function runBuilder({ name, cwd, command }: Part, folder: string, signal?: AbortSignal): Promise<void> {
  console.log(`Building the ${name} …`);
  // In a process of its own, so that a server that starts next carries none of its memory.
  const builder = spawn(process.execPath, command(folder), {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    ...(signal && { signal, killSignal: "SIGKILL" as const }),
  });
  const said: Buffer[] = [];
  for (const stream of [builder.stdout, builder.stderr]) stream.on("data", (chunk: Buffer) => said.push(chunk));
  return new Promise((resolve, reject) => {
    let failure: Error | undefined;
    builder.once("error", (error) => (failure = error));
    // Only when it is gone: until then it may still write.
    builder.once("close", (code) => {
      if (signal?.aborted) reject(signal.reason as Error);
      else if (code === 0) resolve();
      else
        reject(
          new BuildProblem(`The ${name} could not be built:\n${failure?.message ?? Buffer.concat(said).toString()}`),
        );
    });
  });
}

/** Two processes may replace the same build at the same moment; both builds are of the same sources, so either will do. */
async function replace(dist: string, folder: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    await rm(dist, { recursive: true, force: true });
    try {
      await rename(folder, dist);
      return;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if ((code !== "ENOTEMPTY" && code !== "EEXIST") || attempt === 5) throw error;
    }
  }
}

/** Removes what killed builds left behind. */
async function sweep(): Promise<void> {
  const names = await readdir(workshop).catch(() => []);
  for (const name of names) {
    const pid = Number(/-(\d+)$/.exec(name)?.[1]);
    if (!isAlive(pid)) await rm(join(workshop, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
