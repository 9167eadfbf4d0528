import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

const root = join(import.meta.dirname, "..");

/** Runs the project's own budget over a made-up build of this many bytes that do not compress; resolves to the exit code. */
async function budgetOver(scriptBytes: number, styleBytes: number): Promise<number> {
  const tree = await mkdtemp(join(tmpdir(), "parlor-size-"));
  onTestFinished(() => rm(tree, { recursive: true }));
  const assets = join(tree, "packages/web/dist/assets");
  await mkdir(assets, { recursive: true });
  await symlink(join(root, "node_modules"), join(tree, "node_modules"));
  await writeFile(join(tree, "package.json"), await readFile(join(root, "package.json")));
  await writeFile(join(assets, "index-abc.js"), randomBytes(scriptBytes));
  // The socket is loaded beside the first messages, which come over HTTP.
  await writeFile(join(assets, "socket-abc.js"), randomBytes(20_000));
  await writeFile(join(assets, "index-abc.css"), randomBytes(styleBytes));
  // What is compressed at build time counts as it is, not twice.
  await writeFile(join(assets, "index-abc.js.gz"), randomBytes(scriptBytes));
  return new Promise((resolve) => {
    execFile(join(root, "node_modules/.bin/size-limit"), { cwd: tree }, (error) => resolve(Number(error?.code ?? 0)));
  });
}

test("a build within 56 kB passes, and one a little over it fails", { timeout: 30_000 }, async () => {
  expect(await budgetOver(50_000, 5_000)).toBe(0);
  expect(await budgetOver(50_000, 6_500)).not.toBe(0);
});
