import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { savedCopies } from "../db/data-files.ts";
import { FolderLock } from "../db/folder-lock.ts";
import { migrations } from "../db/migrations/index.ts";
import { openDatabase } from "../db/open-database.ts";
import { failureLine } from "../cli/failure-line.ts";
import { person } from "../testing/cast.ts";
import { names, withPeople } from "../testing/folder-people.ts";
import { oldDatabase } from "../testing/old-database.ts";
import { tempFolder } from "../testing/temp-database.ts";
import { readCountedFrom } from "../people/counted-from.ts";
import { restoreBackup } from "./restore-backup.ts";

/** The one line that a restore is refused with. */
async function refusal(dataDir: string, backup: string): Promise<string> {
  const failure: unknown = await restoreBackup(dataDir, backup, true, 0).then(
    () => "it was not refused",
    (error: unknown) => error,
  );
  const line = failureLine(failure);
  if (typeof line !== "string") throw failure;
  expect(line.split("\n")).toHaveLength(1);
  return line;
}

/** Makes `copy.db` and its write-ahead log: a running database with one person, copied file by file. */
async function copyOfRunning(folder: string, name: string): Promise<void> {
  const running = await openDatabase(folder);
  await person(running, name);
  for (const ending of ["", "-wal"]) {
    copyFileSync(join(folder, `parlor.db${ending}`), join(folder, `copy.db${ending}`));
  }
  await running.close();
}

test("a backup that is copied with its write-ahead log is restored with it", async () => {
  using folder = tempFolder();
  using other = tempFolder();
  await copyOfRunning(other.path, "Ada");
  await restoreBackup(folder.path, join(other.path, "copy.db"), true);
  expect(names(folder.path)).toEqual(["Ada"]);
});

test("SES-9 after a restore the time of every session starts again, since an old backup does not know what was used since", async () => {
  using folder = tempFolder();
  using other = tempFolder();
  const running = await openDatabase(other.path);
  expect(await readCountedFrom(running.db, 1_000)).toBe(1_000);
  await running.close();
  await restoreBackup(folder.path, join(other.path, "parlor.db"), true);
  const restored = await openDatabase(folder.path);
  expect(await readCountedFrom(restored.db, 2_000)).toBe(2_000);
  await restored.close();
});

test("a link to a backup is restored with the log beside the backup itself", async () => {
  using folder = tempFolder();
  using other = tempFolder();
  await copyOfRunning(other.path, "Ada");
  mkdirSync(join(other.path, "links"));
  const link = join(other.path, "links", "latest.db");
  symlinkSync(join("..", "copy.db"), link);
  await restoreBackup(folder.path, link, true);
  expect(names(folder.path)).toEqual(["Ada"]);
});

test("a database that is damaged is replaced too, and kept with its log", async () => {
  using folder = tempFolder();
  using other = tempFolder();
  const backup = await withPeople(other.path, "Ada");
  writeFileSync(join(folder.path, "parlor.db"), "x".repeat(8_192));
  writeFileSync(join(folder.path, "parlor.db-wal"), "its log");
  await restoreBackup(folder.path, backup, true);
  expect(names(folder.path)).toEqual(["Ada"]);
  const [kept] = savedCopies(folder.path);
  expect(readFileSync(`${kept?.path}-wal`, "utf8")).toBe("its log");
});

test("a backup of an earlier version is restored, and upgraded by the next start", async () => {
  using folder = tempFolder();
  using other = tempFolder();
  const { messages } = await oldDatabase(other.path, 1);
  await restoreBackup(folder.path, join(other.path, "parlor.db"), true);
  const database = await openDatabase(folder.path);
  expect(await database.read([{ sql: "select count(*) as n from message", parameters: [] }])).toEqual([
    [{ n: messages }],
  ]);
  await database.close();
});

/** Makes a file that must be refused, in a folder of its own, and returns its path. */
const unusable: Record<string, [(folder: string, good: string) => string, RegExp]> = {
  "no file": [(folder) => join(folder, "none.db"), /There is no file/],
  "a folder": [(folder) => folder, /is a folder/],
  "a compressed backup": [
    (folder, good) => {
      writeFileSync(join(folder, "x.db.gz"), gzipSync(readFileSync(good)));
      return join(folder, "x.db.gz");
    },
    /x\.db\.gz is compressed \(gzip\): unpack it first\.$/,
  ],
  "a link to nothing": [
    (folder) => {
      symlinkSync(join(folder, "none"), join(folder, "x.db"));
      return join(folder, "x.db");
    },
    /x\.db is a symbolic link to \S+\/none, which does not exist/,
  ],
  "an empty file": [(folder) => written(folder, ""), /is empty/],
  "a text file": [(folder) => written(folder, "not a database ".repeat(99)), /is not a SQLite database/],
  "a torn copy": [(folder, good) => written(folder, readFileSync(good).subarray(0, 40_960)), /is damaged/],
  "a copy with a page overwritten": [
    (folder, good) => written(folder, Buffer.from(readFileSync(good)).fill(7, 8_192, 16_384)),
    /is damaged/,
  ],
  "a database without tables": [(folder) => made(folder, "pragma user_version = 7"), /has no tables/],
  "another program's database": [(folder) => made(folder, "create table bookmark (url)"), /of another program/],
  "a newer Parlor's database": [
    (folder, good) => changed(folder, good, "insert into kysely_migration values ('9999-future', 'x')"),
    /newer Parlor .*9999-future/,
  ],
  "a database that lacks a table": [
    (folder, good) => changed(folder, good, "drop table message"),
    /"message" is missing/,
  ],
  "a half-made upgrade": [
    (folder, good) => changed(folder, good, `delete from kysely_migration where name > '${firstMigration}'`),
    /stopped in its middle/,
  ],
};

const [firstMigration = ""] = Object.keys(migrations);

function written(folder: string, content: string | Uint8Array): string {
  const file = join(folder, "x.db");
  writeFileSync(file, content);
  return file;
}

function made(folder: string, sql: string, file = join(folder, "x.db")): string {
  const db = new DatabaseSync(file);
  db.exec(sql);
  db.close();
  return file;
}

function changed(folder: string, good: string, sql: string): string {
  copyFileSync(good, join(folder, "x.db"));
  return made(folder, sql);
}

test("what is not a complete Parlor database of a known version is refused in one line, and nothing changes", async () => {
  using folder = tempFolder();
  using good = tempFolder();
  await oldDatabase(good.path, Object.keys(migrations).length, 500);
  await withPeople(folder.path, "Ada");
  for (const [what, [make, line]] of Object.entries(unusable)) {
    using other = tempFolder();
    const file = make(other.path, join(good.path, "parlor.db"));
    expect({ what, refusal: await refusal(folder.path, file) }).toEqual({ what, refusal: expect.stringMatching(line) });
  }
  expect(names(folder.path)).toEqual(["Ada"]);
  expect(readdirSync(folder.path).toSorted()).toEqual(["parlor.db", "parlor.lock"]);
});

test.skipIf(process.getuid?.() === 0)("a backup that may not be read is refused in one line", async () => {
  using folder = tempFolder();
  const backup = await withPeople(folder.path, "Ada");
  chmodSync(backup, 0);
  expect(await refusal(join(folder.path, "new"), backup)).toMatch(/cannot be read/);
});

test("a folder that is not Parlor's is left alone", async () => {
  using other = tempFolder();
  const backup = await withPeople(other.path, "Ada");
  const strange: [string, (folder: string) => void, RegExp][] = [
    ["other files", (folder) => writeFileSync(join(folder, "thesis.txt"), "x"), /not a data folder.*thesis\.txt/],
    [
      "a foreign parlor.db",
      (folder) => made(folder, "create table guest (name)", join(folder, "parlor.db")),
      /another program/,
    ],
    ["a link", (folder) => symlinkSync(backup, join(folder, "parlor.db")), /is a link/],
  ];
  for (const [what, prepare, line] of strange) {
    using folder = tempFolder();
    prepare(folder.path);
    const before = readdirSync(folder.path);
    expect({ what, refusal: await refusal(folder.path, backup) }).toEqual({
      what,
      refusal: expect.stringMatching(line),
    });
    expect(readdirSync(folder.path).filter((name) => name !== "parlor.lock")).toEqual(before);
  }
});

test("a backup inside the data folder and a data folder behind a link are fine; the live database itself is not", async () => {
  using folder = tempFolder();
  const live = await withPeople(join(folder.path, "real"), "Ada");
  mkdirSync(join(folder.path, "real/backups"));
  copyFileSync(live, join(folder.path, "real/backups/mine.db"));
  symlinkSync(join(folder.path, "real"), join(folder.path, "link"));
  const linked = join(folder.path, "link");
  expect(await refusal(linked, live)).toMatch(/in place already/);
  await restoreBackup(linked, join(linked, "backups/mine.db"), true);
  expect(names(linked)).toEqual(["Ada"]);
});

test("a restore is refused while a server or another program has the database", async () => {
  using folder = tempFolder();
  using other = tempFolder();
  const backup = await withPeople(other.path, "Ada");
  const live = await withPeople(folder.path, "Bo");
  const server = await FolderLock.take(folder.path, "server");
  expect(await refusal(folder.path, backup)).toContain(
    `Another Parlor server (process ${process.pid}) is using the data folder ${folder.path}`,
  );
  server.release();
  const importing = await FolderLock.take(folder.path, "beside");
  expect(await refusal(folder.path, backup)).toMatch(/^A command/);
  importing.release();
  const stranger = new DatabaseSync(live);
  stranger.exec("begin; select * from person");
  expect(await refusal(folder.path, backup)).toContain(`Another program has ${live} open`);
  stranger.close();
  const source = await FolderLock.take(other.path, "server");
  expect(await refusal(folder.path, backup)).toContain(other.path);
  source.release();
  expect(names(folder.path)).toEqual(["Bo"]);
});
