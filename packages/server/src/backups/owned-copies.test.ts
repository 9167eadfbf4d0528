import { chownSync, lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDatabase } from "../db/open-database.ts";
import { FolderLock } from "../db/folder-lock.ts";
import { person } from "../testing/cast.ts";
import { tempFolder } from "../testing/temp-database.ts";
import { makeBackup } from "./make-backup.ts";
import { restoreBackup } from "./restore-backup.ts";

/** Any user who is not root. */
const SERVICE = 65_534;
const isRoot = process.getuid?.() === 0;

test.skipIf(!isRoot)("what root's commands make in a service user's folder belongs to that user", async () => {
  using folder = tempFolder();
  chownSync(folder.path, SERVICE, SERVICE);
  const dataDir = join(folder.path, "place/data");
  const all = () => readdirSync(folder.path, { recursive: true, encoding: "utf8" });
  const strange = () => all().filter((name) => lstatSync(join(folder.path, name)).uid !== SERVICE);

  const database = await openDatabase(dataDir, "server");
  await person(database, "Ada");
  // The note of who holds the folder is there after a kill, too.
  expect(all()).toEqual(expect.arrayContaining(["place/data/parlor.pid", "place/data/parlor.db-wal"]));
  expect(strange()).toEqual([]);
  await database.close();

  const lock = await FolderLock.take(dataDir, "beside");
  const { path } = await makeBackup(dataDir, join(dataDir, "backups/parlor-a.db"));
  lock.release();
  await restoreBackup(dataDir, path, true);
  await restoreBackup(join(folder.path, "elsewhere"), path, false);
  expect(all()).toEqual(expect.arrayContaining(["place/data/backups/parlor-a.db", "elsewhere/parlor.db"]));
  expect(strange()).toEqual([]);
});
