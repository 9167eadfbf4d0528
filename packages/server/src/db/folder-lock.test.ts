import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { tempFolder } from "../testing/temp-database.ts";
import { FolderInUse, FolderLock, type FolderUse } from "./folder-lock.ts";

const uses: FolderUse[] = ["server", "beside", "alone"];
const goTogether = new Set(["server beside", "beside server", "beside beside"]);

/** Another process that takes the lock and keeps it until it is killed. */
async function holder(folder: string, use: FolderUse) {
  const module = JSON.stringify(pathToFileURL(join(import.meta.dirname, "folder-lock.ts")));
  const source = `import { FolderLock } from ${module};
    await FolderLock.take(${JSON.stringify(folder)}, "${use}"); console.log("held"); setInterval(() => {}, 1e9);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", source], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const gone = once(child, "exit");
  await once(child.stdout, "data");
  return {
    pid: child.pid,
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await gone;
    },
  };
}

test.each(uses)("a folder that another process uses as %s, until it is killed", async (first) => {
  using folder = tempFolder();
  {
    await using _other = await holder(folder.path, first);
    for (const second of uses) {
      const wanted = FolderLock.take(folder.path, second, 0);
      if (goTogether.has(`${first} ${second}`)) (await wanted).release();
      else await expect(wanted).rejects.toBeInstanceOf(FolderInUse);
    }
  }
  // At once: nothing of the killed holder is in the way.
  for (const second of uses) (await FolderLock.take(folder.path, second, 0)).release();
});

test("the refusal is one line that names the folder and the process", async () => {
  using folder = tempFolder();
  await using other = await holder(folder.path, "server");
  await expect(FolderLock.take(folder.path, "server", 0)).rejects.toThrow(
    `Another Parlor server (process ${other.pid}) is using the data folder ${folder.path}: stop it first.`,
  );
});

test("a command beside is named as such", async () => {
  using folder = tempFolder();
  const importing = await FolderLock.take(folder.path, "beside");
  await expect(FolderLock.take(folder.path, "alone", 0)).rejects.toThrow(/^A command .* wait until it is done/);
  importing.release();
});

test("of many who try at the same moment, one becomes the server", async () => {
  using folder = tempFolder();
  const tries = await Promise.allSettled(Array.from({ length: 20 }, () => FolderLock.take(folder.path, "server", 100)));
  const locks = tries.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  expect(locks).toHaveLength(1);
  for (const lock of locks) lock.release();
});

test("who waits gets the folder as soon as it is free", async () => {
  using folder = tempFolder();
  const first = await FolderLock.take(folder.path, "server");
  const second = FolderLock.take(folder.path, "server");
  first.release();
  (await second).release();
  expect(readdirSync(folder.path)).toEqual(["parlor.lock"]);
});

test("a folder is used otherwise without a new lock", async () => {
  using folder = tempFolder();
  const lock = await FolderLock.take(folder.path, "alone");
  await expect(FolderLock.take(folder.path, "beside", 0)).rejects.toBeInstanceOf(FolderInUse);
  await lock.change("server");
  (await FolderLock.take(folder.path, "beside", 0)).release();
  expect(existsSync(join(folder.path, "parlor.pid"))).toBe(true);
  lock.release();
});
