import { mkdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { migrations } from "../db/migrations/index.ts";
import { openDatabase } from "../db/open-database.ts";
import { oldDatabase } from "../testing/old-database.ts";
import { tempFolder } from "../testing/temp-database.ts";
import { version } from "../version.ts";
import { checkDatabase } from "./check-database.ts";

const names = Object.keys(migrations);

function change(folder: string, sql: string): void {
  const db = new DatabaseSync(join(folder, "parlor.db"));
  db.exec(sql);
  db.close();
}

test("a database that a server is using is looked at beside it, with what is in its log", async () => {
  using folder = tempFolder();
  const server = await openDatabase(folder.path, "server");
  expect(await checkDatabase(folder.path)).toMatchObject({
    level: "ok",
    text: `Schema ${names.at(-1)}, last served by Parlor ${version}. It is whole.`,
  });
  await server.close();
  const before = readFileSync(join(folder.path, "parlor.db"));
  expect(await checkDatabase(folder.path)).toMatchObject({ level: "ok" });
  expect(readFileSync(join(folder.path, "parlor.db"))).toEqual(before);
});

test("an older schema will be upgraded, and the doctor does not do it", async () => {
  using folder = tempFolder();
  await oldDatabase(folder.path, 3, 5);
  for (const _time of ["once", "again"])
    expect(await checkDatabase(folder.path)).toMatchObject({
      level: "warn",
      text: `Schema ${names[2]}: the next start upgrades it (${names.slice(3).join(", ")}) and keeps a copy of it as it is.`,
    });
});

test("a newer schema is a failure that names the Parlor to start", async () => {
  using folder = tempFolder();
  await (await openDatabase(folder.path, "server")).close();
  change(
    folder.path,
    "insert into kysely_migration (name, timestamp) values ('9999-later', ''); update meta set value = '7.5.0' where key = 'parlor_version'",
  );
  const found = await checkDatabase(folder.path);
  expect(found).toMatchObject({
    level: "fail",
    text: expect.stringMatching(/newer Parlor.*9999-later.*Parlor 7\.5\.0/),
  });
  await expect(openDatabase(folder.path, "server")).rejects.toThrow(/start Parlor 7\.5\.0 or a later one/);
});

test.each<[string, (folder: string) => void, string, RegExp]>([
  ["no file", () => undefined, "warn", /first start makes it/],
  ["an empty file", (folder) => writeFileSync(join(folder, "parlor.db"), ""), "warn", /It is empty/],
  [
    "a text file",
    (folder) => writeFileSync(join(folder, "parlor.db"), "text ".repeat(999)),
    "fail",
    /not a SQLite.*restore/,
  ],
  ["a folder", (folder) => mkdirSync(join(folder, "parlor.db")), "fail", /cannot be|is a folder/],
  [
    "another program's database",
    (folder) => change(folder, "create table bookmark (url)"),
    "fail",
    /another program.*DATA_DIR/,
  ],
])("%s", async (_what, make, level, text) => {
  using folder = tempFolder();
  make(folder.path);
  expect(await checkDatabase(folder.path)).toMatchObject({ level, text: expect.stringMatching(text) });
});

test("a damaged database, and one without a table", async () => {
  using folder = tempFolder();
  await (await openDatabase(folder.path)).close();
  change(folder.path, "drop table meta");
  expect(await checkDatabase(folder.path)).toMatchObject({
    level: "fail",
    text: expect.stringMatching(/incomplete.*restore/),
  });
  truncateSync(join(folder.path, "parlor.db"), 8_192);
  expect(await checkDatabase(folder.path)).toMatchObject({
    level: "fail",
    text: expect.stringMatching(/damaged.*restore/),
  });
});
