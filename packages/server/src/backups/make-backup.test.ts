import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { copyDatabase } from "../db/copy-database.ts";
import { FileLock } from "../db/file-lock.ts";
import { openDatabase } from "../db/open-database.ts";
import { channel, person } from "../testing/cast.ts";
import { names } from "../testing/folder-people.ts";
import { runParlor } from "../testing/run-parlor.ts";
import { tempDatabase, tempFolder } from "../testing/temp-database.ts";
import { makeBackup } from "./make-backup.ts";

test("a backup of a running server has what is in its log, is one file, and is for its owner's eyes only", async () => {
  await using database = await tempDatabase();
  await person(database, "Ada");
  const target = join(database.folder, "backups/mine.db");
  await makeBackup(database.folder, target);
  expect(names(join(database.folder, "backups"), "mine.db")).toEqual(["Ada"]);
  expect(readdirSync(join(database.folder, "backups"))).toEqual(["mine.db"]);
  expect(statSync(target).mode & 0o777).toBe(0o600);
  expect(statSync(join(database.folder, "backups")).mode & 0o777).toBe(0o700);
});

test("writes that go on do not keep a backup from ending, and are not in it by halves", async () => {
  await using database = await tempDatabase();
  const { id } = await channel(database, "busy");
  const filler = new DatabaseSync(join(database.folder, "parlor.db"));
  filler.exec(
    "create table filler as with recursive n(i) as (select 1 union all select i + 1 from n where i < 40000) select i, hex(randomblob(100)) as x from n",
  );
  filler.close();
  const target = join(database.folder, "copy.db");
  const wrote: Promise<unknown>[] = [];
  let steps = 0;
  await copyDatabase(join(database.folder, "parlor.db"), target, {
    what: "a backup",
    afterStep() {
      steps += 1;
      wrote.push(
        database.transact([{ sql: "update channel set about = ? where id = ?", parameters: [`${steps}`, id] }]),
      );
    },
  });
  await Promise.all(wrote);
  expect(steps).toBeGreaterThan(1);
  const db = new DatabaseSync(target);
  expect(db.prepare("PRAGMA integrity_check").get()).toMatchObject({ integrity_check: "ok" });
  expect(db.prepare("select about from channel where id = ?").get(id)).toMatchObject({ about: "" });
  db.close();
});

test("a file that is there, a second backup at the same time, and a folder without a database are refused in one line", async () => {
  await using database = await tempDatabase();
  const target = join(database.folder, "backups/mine.db");
  await makeBackup(database.folder, target);
  await expect(makeBackup(database.folder, target)).rejects.toThrow(/is there already/);
  const other = new FileLock(join(database.folder, "parlor-backup.lock"));
  other.take("exclusive");
  await expect(makeBackup(database.folder, `${target}2`)).rejects.toThrow(/Another backup is being made/);
  other.close();
  using empty = tempFolder();
  await expect(makeBackup(empty.path, join(empty.path, "x.db"))).rejects.toThrow(/no database/);
});

test("what a killed backup left is removed by the next one", async () => {
  await using database = await tempDatabase();
  const folder = join(database.folder, "backups");
  mkdirSync(folder);
  for (const ending of ["", "-journal"]) writeFileSync(join(folder, `parlor-x.db.partial${ending}`), "half");
  await makeBackup(database.folder, join(folder, "parlor-y.db"));
  expect(readdirSync(folder)).toEqual(["parlor-y.db"]);
});

test("`parlor backup` names what it made, and restores to the same", async () => {
  using folder = tempFolder();
  const database = await openDatabase(folder.path, "server");
  await person(database, "Ada");
  const { status, stdout } = await runParlor(["backup"], { DATA_DIR: folder.path });
  const [, path = ""] = /^Backed up to (\S+\/backups\/parlor-\S+Z\.db) \(/.exec(stdout) ?? [];
  expect({ status, isThere: existsSync(path) }).toEqual({ status: 0, isThere: true });
  await database.close();
  using other = tempFolder();
  expect(await runParlor(["restore", path], { DATA_DIR: other.path })).toMatchObject({ status: 0 });
  expect(names(other.path)).toEqual(["Ada"]);
});
