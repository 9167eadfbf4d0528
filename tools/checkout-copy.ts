import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "./run-step.ts";

/**
 * Copies this checkout as a clone would have it, without what is installed or built, into a new folder under the
 * system's temporary folder; the caller removes it. It holds what Git tracks and what Git would add. Resolves to its path.
 */
export async function checkoutCopy(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "parlor-checkout-"));
  try {
    const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    const files = execFileSync("git", list, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 }).split("\0");
    for (const file of new Set(files.filter(Boolean))) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      // A file that is deleted but not committed yet is still in Git's list.
      await cp(join(root, file), join(folder, file)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "ENOENT") throw error;
      });
    }
  } catch (failure) {
    await rm(folder, { recursive: true, force: true });
    throw failure;
  }
  return folder;
}

/**
 * Gives such a copy what `npm ci` would have installed, as links into this checkout's node_modules. `.bin/node` is left
 * out, as npm 9 and 10 leave it out. The workspaces are the copy's own.
 */
export async function linkInstalled(checkout: string): Promise<void> {
  const [from, to] = [join(root, "node_modules"), join(checkout, "node_modules")];
  await mkdir(join(to, ".bin"), { recursive: true });
  for (const name of await readdir(from)) {
    if (name.startsWith(".")) continue;
    if (name === "@parlor") await cp(join(from, name), join(to, name), { recursive: true, verbatimSymlinks: true });
    else await symlink(join(from, name), join(to, name));
  }
  for (const name of await readdir(join(from, ".bin"))) {
    if (name !== "node") await symlink(join(from, ".bin", name), join(to, ".bin", name));
  }
}

/**
 * Gives such a copy what `npm ci --omit=dev` would have installed: copies, not links, because a link into this checkout would
 * still find the development packages beside it. The packaged Node needs no other package, so it is a link; `.bin` is left out.
 */
export async function copyProduction(checkout: string): Promise<void> {
  const { packages } = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8")) as {
    packages: Record<string, { dev?: boolean; devOptional?: boolean; link?: boolean }>;
  };
  for (const [path, { dev, devOptional, link }] of Object.entries(packages)) {
    const [from, to] = [join(root, path), join(checkout, path)];
    if (!/(^|\/)node_modules\//.test(path) || dev || devOptional || !existsSync(from)) continue;
    await mkdir(dirname(to), { recursive: true });
    if (/node_modules\/node-/.test(path)) await symlink(from, to);
    else if (link) await cp(from, to, { recursive: true, verbatimSymlinks: true });
    else await cp(from, to, { recursive: true, filter: (file) => !isNested(file.slice(from.length)) });
  }
}

/** Packages inside of a package have entries of their own in the lock file. */
function isNested(path: string): boolean {
  return /[\\/]node_modules([\\/]|$)/.test(path);
}
