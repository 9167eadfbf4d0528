import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { glob, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const web = join(root, "packages/web");
const stampFile = join(web, "dist/.built-from");

/** What ends up in the bundle, or decides how it is made. */
const sources = ["packages/{web,client,protocol}/**/*", "package-lock.json"];
const beside = /(^|\/)(node_modules|dist)(\/|$)|\.test\.tsx?$/;

/**
 * Builds the web client into packages/web/dist when its sources changed since the last build.
 * Vite runs in a process of its own, so a server started next carries none of its memory.
 * Rejects with what Vite said when it fails; a stale dist is then not stamped as fresh.
 */
export async function buildWeb(): Promise<void> {
  const stamp = await sourceHash();
  if ((await lastStamp()) === stamp) return;
  console.log("Building the web client …");
  await runVite();
  await writeFile(stampFile, stamp);
}

/** A hash over the path and the content of every source, in a fixed order. */
export async function sourceHash(from = root): Promise<string> {
  const paths: string[] = [];
  for await (const entry of glob(sources, {
    cwd: from,
    withFileTypes: true,
    exclude: (one) => beside.test(one.name),
  })) {
    if (entry.isFile() && !beside.test(entry.name)) paths.push(join(entry.parentPath, entry.name));
  }
  const hash = createHash("sha256");
  for (const path of paths.sort())
    hash
      .update(path.slice(from.length))
      .update("\0")
      .update(await readFile(path))
      .update("\0");
  return hash.digest("hex");
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
