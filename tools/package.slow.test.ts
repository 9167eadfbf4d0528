import { execFile, spawn } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, afterAll, expect, onTestFinished, test } from "vitest";
import { node } from "./parlor-process.ts";
import { root } from "./run-step.ts";
import manifest from "../package.json" with { type: "json" };

const run = promisify(execFile);
const { version } = manifest;
const file = `parlor-${version}.tgz`;
let folder = "";
let tarball = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parlor-package-"));
  await run("npm", ["pack", "--pack-destination", folder], { cwd: root });
  tarball = join(folder, file);
  await run("tar", ["xzf", tarball, "-C", folder]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("the package has the program, the licenses and no dependency, and nothing else of the sources", async () => {
  const packed = JSON.parse(await readFile(join(folder, "package/package.json"), "utf8"));
  expect(packed).toMatchObject({ name: "parlor", version, bin: { parlor: "bin/parlor.mjs" } });
  for (const kind of ["dependencies", "optionalDependencies", "peerDependencies", "bundleDependencies"]) {
    expect(packed[kind]).toBeUndefined();
  }
  for (const script of ["preinstall", "install", "postinstall"]) expect(packed.scripts[script]).toBeUndefined();
  const files = await readdir(join(folder, "package"), { recursive: true });
  expect(files).toEqual(expect.arrayContaining(["LICENSE", "README.md", "packages/web/dist/index.html"]));
  expect(files.filter((file) => /\.(ts|tsx)$|node_modules|built-from/.test(file))).toEqual([]);
});

test.each([
  ["server", ["fastify", "socket.io", "ws", "zod", "kysely", "pino"]],
  ["web", ["preact", "socket.io-client", "lucide", "qr", "@noble/hashes", "@zxcvbn-ts/core", "virtua"]],
])("the licenses of what is in the %s's bundle are in the package, with their texts", async (part, packages) => {
  const text = await readFile(join(folder, `package/packages/${part}/dist/THIRD-PARTY-LICENSES.txt`), "utf8");
  const sections = text.split(/^(?=\S+ \d+\.\d+\.\d+\S* \(.+\)\n-+$)/m).slice(1);
  for (const name of packages) {
    const section = sections.find((candidate) => candidate.startsWith(`${name} `));
    expect(section, name).toMatch(/Permission (is hereby granted|to use)/);
  }
});

test("npx runs it in an empty folder without a network, and keeps the data there", async () => {
  const place = join(folder, "empty");
  await mkdir(place);
  // By a relative path: npx takes an absolute one for a program.
  await copyFile(tarball, join(place, file));
  const env = {
    PATH: `${join(node, "..")}:${process.env["PATH"]}`,
    HOME: folder,
    npm_config_offline: "true",
    npm_config_cache: join(folder, "cache"),
    HOST: "127.0.0.1",
    PORT: "0",
  };
  const { stdout } = await run("npx", ["--yes", `./${file}`, "version"], { cwd: place, env });
  expect(stdout).toBe(`${version}\n`);
  const server = spawn("npx", ["--yes", `./${file}`, "start"], {
    cwd: place,
    env,
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const { pid: group = NaN } = server;
  let isOver = false;
  onTestFinished(() => {
    if (!isOver) process.kill(-group, "SIGKILL");
  });
  // Once nobody holds its output any more, the server is gone too.
  const ended = new Promise((resolve) => server.once("close", resolve)).then(() => (isOver = true));
  let said = "";
  const url = await new Promise<string>((resolve, reject) => {
    server.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const [, found, started] = /^Parlor is ready at (\S+) \(version (\S+)\)$/m.exec(said) ?? [];
      if (found && started === version) resolve(found);
    });
    void ended.then(() => reject(new Error(`it ended:\n${said}`)));
  });
  expect(await (await fetch(url)).text()).toMatch(/<!doctype html>/i);
  const parlor = (...args: string[]) =>
    run(node, [join(folder, "package/bin/parlor.mjs"), ...args], {
      cwd: place,
      env: { HOST: "127.0.0.1", PORT: new URL(url).port },
    });
  for (const name of ["start", "doctor", "backup", "restore", "import", "channels", "version"])
    expect((await parlor("help")).stdout).toMatch(new RegExp(`^parlor ${name}\\b`, "m"));
  const { checks } = JSON.parse((await parlor("doctor", "--json")).stdout) as {
    checks: { check: string; level: string }[];
  };
  expect(checks.filter(({ level }) => level !== "ok")).toEqual([]);
  expect((await parlor("backup")).stdout).toMatch(/^Backed up to /);
  expect((await parlor("channels")).stdout).toMatch(/#general/);
  expect((await readdir(place)).toSorted()).toEqual(["data", file]);
  // As Ctrl-C in a terminal: npx runs it behind a shell that does not pass signals on.
  process.kill(-group, "SIGINT");
  await ended;
  await expect(fetch(url)).rejects.toThrow("fetch failed");
});
