import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { buildServer } from "./build-server.ts";
import { node } from "./parlor-process.ts";

// After `npm ci` there is nothing to build.
beforeAll(() => buildServer(), 180_000);

test("what npm start runs opens its database, answers over both of its threads, and stops cleanly", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "parlor-bundle-"));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  const main = join(import.meta.dirname, "../packages/server/dist/parlor.js");
  const env = { HOST: "127.0.0.1", PORT: "0", METRICS_PORT: "0", DATA_DIR: dataDir };
  const server = spawn(node, [main], { env, stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => server.once("exit", (code) => resolve(code)));
  onTestFinished(() => void server.kill("SIGKILL"));
  const url = await new Promise<string>((resolve) => {
    let said = "";
    server.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const [, found] = /^Parlor is ready at (\S+)/m.exec(said) ?? [];
      if (found) resolve(found);
    });
  });
  const answer = await fetch(`${url}/api/v1/session.start`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ displayName: "Ada", keep: "token" }),
  });
  expect(await answer.json()).toMatchObject({ ok: true, value: { person: { name: "Ada" } } });
  expect((await fetch(`${url}/api/v1/openapi.json`)).status).toBe(200);
  server.kill("SIGTERM");
  expect(await ended).toBe(0);
}, 30_000);
