import { chmodSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeBackup } from "../backups/make-backup.ts";
import { restoreBackup } from "../backups/restore-backup.ts";
import { person } from "../testing/cast.ts";
import { names } from "../testing/folder-people.ts";
import { oldDatabase } from "../testing/old-database.ts";
import { tempFolder } from "../testing/temp-database.ts";
import { openDatabase } from "./open-database.ts";

/** The mode of a folder and of everything below it, by path. */
function modesBelow(folder: string): [string, string][] {
  const below = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
  return [folder, ...below].map((path) => [path, (statSync(path).mode & 0o777).toString(8)]);
}

const asMeant = ([path]: [string, string]) => [path, statSync(path).isDirectory() ? "700" : "600"];

test.skipIf(process.platform === "win32").each([0o777, 0o277, 0o177, 0])(
  "with the umask %i a start, an upgrade, a backup and a restore leave files for their owner, who can use them",
  async (umask) => {
    using folder = tempFolder();
    const before = process.umask(umask);
    try {
      const dataDir = join(folder.path, "new/deep/data");
      const database = await openDatabase(dataDir, "server");
      await person(database, "Ada");
      const backup = join(dataDir, "backups/mine.db");
      await makeBackup(dataDir, backup);
      expect(modesBelow(join(folder.path, "new"))).toEqual(modesBelow(join(folder.path, "new")).map(asMeant));
      await database.close();
      await restoreBackup(dataDir, backup, true);
      expect(modesBelow(dataDir)).toEqual(modesBelow(dataDir).map(asMeant));
      const old = join(folder.path, "old");
      process.umask(0o077);
      await oldDatabase(old, 1);
      process.umask(umask);
      await (await openDatabase(old, "server")).close();
      expect(modesBelow(old)).toEqual(modesBelow(old).map(asMeant));
    } finally {
      process.umask(before);
    }
  },
);

test.skipIf(process.platform === "win32").each([0o444, 0o400, 0o666])(
  "a backup whose mode is %i is restored to a database that its owner alone can read and write",
  async (mode) => {
    using folder = tempFolder();
    const dataDir = join(folder.path, "data");
    const database = await openDatabase(dataDir);
    await person(database, "Ada");
    await makeBackup(dataDir, join(folder.path, "kept.db"));
    await database.close();
    chmodSync(join(folder.path, "kept.db"), mode);
    await restoreBackup(dataDir, join(folder.path, "kept.db"), true);
    expect(modesBelow(dataDir)).toEqual(modesBelow(dataDir).map(asMeant));
    expect(names(dataDir)).toEqual(["Ada"]);
  },
);
