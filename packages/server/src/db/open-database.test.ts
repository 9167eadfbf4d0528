import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { person } from "../testing/cast.ts";
import { tempDatabase, tempFolder } from "../testing/temp-database.ts";
import { DatabaseFailure } from "./database-failure.ts";
import { openDatabase } from "./open-database.ts";
import { parlorProgram } from "../testing/parlor-program.ts";

test("MSG-7 every open, a second one too, runs with synchronous=FULL", async () => {
  using folder = tempFolder();
  for (const _time of ["first", "second"]) {
    const database = await openDatabase(folder.path);
    const [rows] = await database.read([{ sql: "PRAGMA synchronous", parameters: [] }]);
    expect(rows).toMatchObject([{ synchronous: 2 }]);
    await database.close();
  }
});

test("MSG-6 the epoch stays with the database", async () => {
  using folder = tempFolder();
  const first = await openDatabase(folder.path);
  await first.close();
  const again = await openDatabase(folder.path);
  expect(again.epoch).toBe(first.epoch);
  expect(again.epoch).toMatch(/^[0-9a-f]{16}$/);
  await again.close();
});

test("a transaction that fails in the middle leaves nothing", async () => {
  await using database = await tempDatabase();
  const ada = await person(database, "Ada");
  const insert = database.db.insertInto("meta").values({ key: "k", value: "v" });
  await expect(database.transact([insert, insert])).rejects.toBeInstanceOf(DatabaseFailure);
  expect(await database.db.selectFrom("meta").selectAll().where("key", "=", "k").execute()).toEqual([]);
  expect(await database.db.selectFrom("person").select("id").execute()).toEqual([{ id: ada.person.id }]);
});

test("an older program refuses a newer database and says so", async () => {
  using folder = tempFolder();
  await (await openDatabase(folder.path)).close();
  const file = new DatabaseSync(join(folder.path, "parlor.db"));
  file.exec("insert into kysely_migration (name, timestamp) values ('9999-from-the-future', '2099-01-01')");
  file.close();
  await expect(openDatabase(folder.path)).rejects.toThrow(/newer than this program.*9999-from-the-future/);
});

test("a fresh database has nothing to copy before its first migration", async () => {
  await using database = await tempDatabase();
  expect(readdirSync(database.folder).filter((name) => name.includes(".before-"))).toEqual([]);
});

test.each([
  ["a data folder under a file", { DATA_DIR: join(import.meta.filename, "data") }, /data folder .* cannot be used/],
  ["a bad setting", { PORT: "http" }, /PORT/],
])("%s ends the start with one clear line", (_what, env, line) => {
  expect(startIn(env)).toEqual({ status: 1, lines: [expect.stringMatching(line)] });
});

// Node's own recursive mkdir tries for ever there.
test.skipIf(process.platform !== "linux")("a data folder that no system can make ends the start too", () => {
  const line = expect.stringMatching(/data folder .* does not exist/);
  expect(startIn({ DATA_DIR: "/proc/parlor/data" })).toEqual({ status: 1, lines: [line] });
});

test("the database of another program is refused, and stays as it is", async () => {
  using folder = tempFolder();
  const path = join(folder.path, "parlor.db");
  const foreign = new DatabaseSync(path);
  foreign.exec("create table albums (title text)");
  foreign.close();
  const before = readFileSync(path);
  for (const use of ["server", "beside"] as const)
    await expect(openDatabase(folder.path, use)).rejects.toThrow(/is the database of another program: set DATA_DIR/);
  expect(readFileSync(path)).toEqual(before);
});

/** Starts the program and waits for its end, which must come soon. */
function startIn(env: Record<string, string>): { status: number | null; lines: string[] } {
  const { status, stderr } = spawnSync(process.execPath, [parlorProgram, "start"], {
    env: { PORT: "0", ...env },
    encoding: "utf8",
    timeout: 15_000,
  });
  return { status, lines: stderr.trim().split("\n") };
}
