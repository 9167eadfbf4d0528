import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sourceHash } from "./source-hash.ts";

const root = join(import.meta.dirname, "..");
const web = join(root, "packages/web");
const stampFile = join(web, "dist/.built-from");

/** What ends up in the bundle, or decides how it is made. */
export const webSources = ["packages/web", "packages/client", "packages/protocol", "package-lock.json"];

/**
 * Builds the web client into packages/web/dist when its sources changed since the last build.
 * Vite runs in a process of its own, so a server started next carries none of its memory.
 * Rejects with what Vite said when it fails; a stale dist is then not stamped as fresh.
 */
export async function buildWeb(): Promise<void> {
  const stamp = sourceHash(root, webSources);
  if ((await lastStamp()) === stamp) return;
  console.log("Building the web client …");
  await runVite();
  await writeFile(stampFile, stamp);
}

async function lastStamp(): Promise<string | undefined> {
  return existsSync(stampFile) && existsSync(join(web, "dist/index.html")) ? readFile(stampFile, "utf8") : undefined;
}

function runVite(): Promise<void> {
  const vite = spawn(process.execPath, [join(root, "node_modules/vite/bin/vite.js"), "build", "--logLevel", "warn"], {
    cwd: web,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: Buffer[] = [];
  vite.stdout.on("data", (chunk: Buffer) => said.push(chunk));
  vite.stderr.on("data", (chunk: Buffer) => said.push(chunk));
  return new Promise((resolve, reject) => {
    vite.on("error", reject);
    vite.on("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The web client did not build:\n${Buffer.concat(said).toString()}`));
    });
  });
}

if (import.meta.main) await buildWeb();
