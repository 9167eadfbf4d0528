import { spawn } from "node:child_process";
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { build } from "./build.ts";
import { checkoutCopy } from "./checkout-copy.ts";
import { root } from "./run-step.ts";
import { startCommand } from "./start-command.ts";

/** A user who owns nothing. Only root may become another user. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
if (!isRoot) console.log("A service user is not tried here: only root can become another user");

/** A built checkout of root's, with the packaged Node and no other dependency. */
let checkout = "";

beforeAll(async () => {
  await build();
  checkout = await checkoutCopy();
  for (const part of ["server", "web"]) {
    cpSync(join(root, "packages", part, "dist"), join(checkout, "packages", part, "dist"), { recursive: true });
  }
  const bin = join(checkout, "node_modules/node-of-this-test/bin");
  mkdirSync(bin, { recursive: true });
  cpSync(process.execPath, join(bin, "node"));
  chmodSync(checkout, 0o755);
  return () => rmSync(checkout, { recursive: true });
});

/** Starts Parlor as that user, stops it when it is ready, and resolves to how it ended and what it said. */
async function startedByNobody(): Promise<{ code: number | null; said: string }> {
  const data = mkdtempSync(join(tmpdir(), "parlor-service-"));
  onTestFinished(() => rmSync(data, { recursive: true }));
  chownSync(data, NOBODY, NOBODY);
  const env = { PATH: "/usr/bin:/bin", HOST: "127.0.0.1", PORT: "0", DATA_DIR: data };
  const command = ["tools/run", "node", ...startCommand()];
  const child = spawn("sh", command, {
    cwd: checkout,
    env,
    uid: NOBODY,
    gid: NOBODY,
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes("Parlor is ready")) child.kill("SIGTERM");
    });
  }
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, said })));
}

test.skipIf(!isRoot)("a service user starts a built checkout that belongs to root", async () => {
  expect(await startedByNobody()).toEqual({
    code: 0,
    said: expect.stringMatching(/^Parlor is ready at \S+ \(version /),
  });
});

test.skipIf(!isRoot).each(["server", "web"])(
  "without the build of the %s, one line says what to run and as whom",
  async (part) => {
    const dist = join(checkout, "packages", part, "dist");
    cpSync(dist, `${checkout}/.kept`, { recursive: true });
    rmSync(dist, { recursive: true });
    const { code, said } = await startedByNobody();
    cpSync(`${checkout}/.kept`, dist, { recursive: true });
    rmSync(`${checkout}/.kept`, { recursive: true });
    expect(code).toBe(1);
    expect(said).toMatch(
      /^The [\w ]+ is not built from these sources, and nobody cannot write to \/\S+: run `npm run build` there as its owner, root, then start again\.\n$/,
    );
  },
);
