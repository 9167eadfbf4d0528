import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { checkoutCopy, copyProduction } from "./checkout-copy.ts";
import { startCommand } from "./start-command.ts";

const run = promisify(execFile);

test("a checkout without the development packages builds when it is installed, and builds nothing when it starts", async () => {
  const checkout = await checkoutCopy();
  onTestFinished(() => rm(checkout, { recursive: true, force: true }));
  await copyProduction(checkout);
  for (const name of ["typescript", "vitest", "@playwright/test", "oxlint"])
    expect(existsSync(join(checkout, "node_modules", name)), name).toBe(false);
  const env = { PATH: "/usr/local/bin:/usr/bin:/bin", HOST: "127.0.0.1", PORT: "0", npm_config_omit: "dev" };
  // What `npm ci` runs at its end.
  await run("sh", ["tools/run", "node", "tools/prepare.ts"], { cwd: checkout, env });
  // A start that wanted to build could not.
  for (const name of ["rolldown", "vite"]) {
    const path = join(checkout, "node_modules", name);
    if (existsSync(path)) await rename(path, `${path}-away`);
  }

  const server = spawn("sh", ["tools/run", "node", ...startCommand()], {
    cwd: checkout,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void server.kill("SIGKILL"));
  const ended = new Promise((resolve) => server.once("close", resolve));
  let said = "";
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [server.stdout, server.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        said += chunk.toString();
        const [, found] = /^Parlor is ready at (\S+)/m.exec(said) ?? [];
        if (found) resolve(found);
      });
    }
    void ended.then(() => reject(new Error(`it ended:\n${said}`)));
  });
  expect(await (await fetch(url)).text()).toMatch(/<!doctype html>/i);
  expect(await (await fetch(`${url}/healthz`)).json()).toMatchObject({ ok: true });
  server.kill("SIGTERM");
  expect(await ended).toBe(0);
});
