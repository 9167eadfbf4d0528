import { createHash, type Hash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const beside = /^(node_modules|dist)$|\.test\.tsx?$/;

/**
 * A hash over the path and the content of every source below `from`, in a fixed order; tests are none. `paths` are files
 * and folders. Plain calls, since each start does this: the file system's promises and globs take ten times as long.
 */
export function sourceHash(from: string, paths: string[]): string {
  const hash = createHash("sha256");
  for (const path of paths) addTo(hash, from, path);
  return hash.digest("hex");
}

function addTo(hash: Hash, from: string, path: string): void {
  const whole = join(from, path);
  if (statSync(whole, { throwIfNoEntry: false })?.isDirectory()) {
    for (const name of readdirSync(whole).sort()) if (!beside.test(name)) addTo(hash, from, join(path, name));
  } else if (statSync(whole, { throwIfNoEntry: false })) {
    hash.update(path).update("\0").update(readFileSync(whole)).update("\0");
  }
}
