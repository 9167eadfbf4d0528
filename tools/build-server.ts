import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sourceHash } from "./source-hash.ts";

const root = join(import.meta.dirname, "..");
const stampFile = join(root, "packages/server/dist/.built-from");

/** What ends up in the bundle, or decides how it is made. */
const serverSources = ["packages/server", "packages/protocol", "tools/bundle-server.ts", "package-lock.json"];

/**
 * Joins the server and its libraries into packages/server/dist when their sources changed since the last time. To load
 * 1,100 small modules is more than half of a start and of its memory; so this is what `npm start` runs, while development
 * and tests run the sources.
 */
export async function buildServer(): Promise<void> {
  const stamp = sourceHash(root, serverSources);
  if (existsSync(stampFile) && (await readFile(stampFile, "utf8")) === stamp) return;
  // In a process of its own, so that the server started next carries none of its memory.
  const { status, stderr } = spawnSync(process.execPath, [join(root, "tools/bundle-server.ts")], { encoding: "utf8" });
  if (status !== 0) throw new Error(`The server could not be put together:\n${stderr}`);
  await writeFile(stampFile, stamp);
}

if (import.meta.main) await buildServer();
