import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { checkoutCopy, linkInstalled } from "./checkout-copy.ts";
import { root } from "./run-step.ts";

const run = promisify(execFile);

/** Kept between runs: each is 10 to 100 MB. */
const store = join(root, ".cache/npm-versions");

/** What machines have: the npm that comes with each Node, and the newest Node that the packaged one is older than. */
const machines = [
  { npm: "9.9.4", node: "18.20.8" },
  { npm: "10.9.9", node: "20.20.2" },
  { npm: "10.9.9", node: "22.23.3" },
  { npm: "11.21.2", node: "25.9.0" },
];
const nodePackage = `node-linux-${process.arch}`;
const isPackaged = process.platform === "linux" && ["x64", "arm64"].includes(process.arch);

beforeAll(async () => {
  const wanted = machines.flatMap(({ npm, node }) => [
    [`npm-${npm}`, `npm:npm@${npm}`],
    [`node-${node}`, `npm:${nodePackage}@${node}`],
  ]);
  const manifest = JSON.stringify({ private: true, dependencies: Object.fromEntries(wanted) });
  const file = join(store, "package.json");
  if (existsSync(file) && (await readFile(file, "utf8")) === manifest) return;
  await rm(store, { recursive: true, force: true });
  await mkdir(store, { recursive: true });
  await writeFile(join(store, "wanted.json"), manifest);
  const packages = wanted.map(([name, spec]) => `${name}@${spec}`);
  await run("npm", ["install", "--no-audit", "--no-fund", "--no-bin-links", "--prefix", store, ...packages]);
  await writeFile(file, manifest);
});

/** A checkout on such a machine, with the dependencies as npm 9 and 10 install them; its Node and its npm are all that is on the PATH besides the system's own. */
async function machine({ npm, node }: { npm: string; node: string }) {
  const checkout = await checkoutCopy();
  onTestFinished(() => rm(checkout, { recursive: true, force: true }));
  await linkInstalled(checkout);
  const bin = join(checkout, ".cache/bin");
  await mkdir(bin, { recursive: true });
  const binary = join(store, `node_modules/node-${node}/bin/node`);
  await symlink(binary, join(bin, "node"));
  const cli = join(store, `node_modules/npm-${npm}/bin/npm-cli.js`);
  const env: NodeJS.ProcessEnv = { HOME: process.env["HOME"] ?? tmpdir(), HOST: "127.0.0.1", PORT: "0" };
  env["PATH"] = `${bin}:/usr/local/bin:/usr/bin:/bin`;
  const options = { cwd: checkout, env, maxBuffer: 1 << 26 };
  return {
    env,
    npm: (...args: string[]) => run(binary, [cli, ...args], options),
    spawnNpm: (...args: string[]) =>
      spawn(binary, [cli, ...args], { ...options, detached: true, stdio: ["ignore", "pipe", "inherit"] }),
  };
}

/** Ends npm and what it runs: npm 9 would leave that behind. */
function endGroup({ pid = NaN }: ChildProcess): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

describe.skipIf(!isPackaged)("on a machine with an npm and a Node of its own", () => {
  test.each(machines)("npm $npm on Node $node starts, stops, and runs the tools", async (versions) => {
    const { npm, spawnNpm, env } = await machine(versions);
    const { stdout } = await npm("run", "check", "--", "protocol rules");
    expect(stdout).toMatch(/^✓ protocol rules have tests/m);
    // A tool with a first line of its own, and a process that it starts.
    await npm("run", "test:unit", "--", "--project", "together", "tools/check-rules.test.ts");

    const started = spawnNpm("start");
    onTestFinished(() => endGroup(started));
    const ended = new Promise((resolve) => started.once("exit", (code, signal) => resolve(signal ?? code)));
    const url = await new Promise<string>((resolve, reject) => {
      let said = "";
      started.stdout.on("data", (chunk: Buffer) => {
        said += chunk.toString();
        const [, found] = /^Parlor is ready at (\S+)/m.exec(said) ?? [];
        if (found) resolve(found);
      });
      void ended.then(() => reject(new Error(`npm start ended:\n${said}`)));
    });
    expect(await (await fetch(url)).text()).toMatch(/<!doctype html>/i);

    // A script of a workspace, in its own folder.
    env["PARLOR_URL"] = url;
    const bot = spawnNpm("start", "--workspace", "examples/typescript-bot");
    onTestFinished(() => endGroup(bot));
    await new Promise<void>((resolve, reject) => {
      let said = "";
      bot.stdout.on("data", (chunk: Buffer) => /Listening in/.test((said += chunk.toString())) && resolve());
      bot.once("exit", () => reject(new Error(`the bot ended:\n${said}`)));
    });
    endGroup(bot);

    // As a process manager does it that knows no process but npm. npm 9 does not pass the signal on, so there it goes to all.
    const { pid = NaN } = started;
    process.kill(versions.npm.startsWith("9.") ? -pid : pid, "SIGTERM");
    expect(await ended).toBe(0);
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  });
});
