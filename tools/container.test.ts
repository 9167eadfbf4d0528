import { execFile, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { build } from "./build.ts";
import { root } from "./run-step.ts";

/** The last stage of the Dockerfile, line by line. */
const dockerfile = readFileSync(join(root, "Dockerfile"), "utf8");
const image = dockerfile.slice(dockerfile.lastIndexOf("\nFROM "));

/** What an instruction says, each time it is there. */
const said = (instruction: string): string[] =>
  [...image.matchAll(new RegExp(`^${instruction} (.+)$`, "gm"))].map(([, text = ""]) => text);

/** The same files as in the image, in an empty folder: what /app is there. */
function imageFiles(top: string): string {
  const app = join(top, "app");
  mkdirSync(app);
  for (const copy of said("COPY --from=build")) {
    const paths = copy.split(" ");
    const to = paths.pop() ?? "";
    for (const path of paths) {
      const from = path.replace("/source", root);
      cpSync(from, join(app, to.endsWith("/") ? join(to, basename(from)) : to), { recursive: true });
    }
  }
  return app;
}

// After `npm ci` there is nothing to build.
beforeAll(() => build(), 180_000);

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}

test(
  "the files of the image run with nothing but Node, pass the health check, and serve the web client",
  { timeout: 60_000 },
  async () => {
    const top = mkdtempSync(join(tmpdir(), "parlor-image-"));
    onTestFinished(() => rmSync(top, { recursive: true }));
    const app = imageFiles(top);
    mkdirSync(join(top, "bin"));
    symlinkSync(process.execPath, join(top, "bin/node"));
    const settings = Object.fromEntries(
      said("ENV").flatMap((pairs) => pairs.split(" ").map((pair) => pair.split("="))),
    );
    const data = join(top, "data");
    const env = {
      ...settings,
      PATH: join(top, "bin"),
      DATA_DIR: data,
      HOST: "127.0.0.1",
      PORT: String(await freePort()),
    };
    const [command, ...args]: string[] = JSON.parse(said("CMD")[0] ?? "[]");
    const server = spawn(command ?? "", args, { cwd: app, env, stdio: ["ignore", "pipe", "inherit"] });
    onTestFinished(() => void server.kill("SIGKILL"));
    const ended = new Promise((resolve) => server.once("exit", resolve));
    await new Promise<void>((resolve) =>
      server.stdout.on("data", (chunk: Buffer) => chunk.includes("Parlor is ready") && resolve()),
    );

    const [, check = "[]"] = / CMD (\[.*\])$/.exec(said("HEALTHCHECK")[0] ?? "") ?? [];
    const [tool = "", ...checkArgs]: string[] = JSON.parse(check);
    const isHealthy = () => promisify(execFile)(tool, checkArgs, { cwd: app, env });
    await isHealthy();
    const url = `http://127.0.0.1:${env.PORT}`;
    expect(await (await fetch(url)).text()).toMatch(/<!doctype html>/i);
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ ok: true, version });

    server.kill("SIGTERM");
    expect(await ended).toBe(0);
    await expect(isHealthy()).rejects.toThrow();
  },
);

test("the image runs as a user without rights, and keeps its data in a volume that belongs to that user", () => {
  expect(said("USER")).toEqual(["node"]);
  expect(said("VOLUME")).toEqual(["/data"]);
  expect(said("ENV").join(" ")).toContain("DATA_DIR=/data");
  expect(said("RUN")).toEqual(["mkdir /data && chown node:node /data"]);
});

test("compose.yaml sets settings that Parlor has, and sends people to the port that the image opens", async () => {
  const compose = readFileSync(join(root, "compose.yaml"), "utf8");
  const [, block = ""] = /environment:\n((?: {6}.*\n)+)/.exec(compose) ?? [];
  const names = [...block.matchAll(/^ {6}(\w+):/gm)].map(([, name]) => name);
  expect(names).toEqual(["PUBLIC_URL", "TRUSTED_PROXIES"]);
  const readme = readFileSync(join(root, "README.md"), "utf8");
  for (const name of names) expect(readme).toContain(`\`${name}\``);
  expect(compose).toContain(`--to parlor:${said("EXPOSE")[0]}`);
});
