import { spawnSync } from "node:child_process";
import { readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { oldDatabase } from "../testing/old-database.ts";
import { tempFolder } from "../testing/temp-database.ts";
import { staleUpgradeCopies } from "./copy-before-upgrade.ts";
import { type SavedCopy, savedCopies } from "./data-files.ts";
import { openDatabase } from "./open-database.ts";
import { parlorProgram } from "../testing/parlor-program.ts";

function count(file: string): unknown {
  const db = new DatabaseSync(file);
  const row = db.prepare(
    "select count(*) as messages, (select count(*) from sqlite_schema where name = 'recovery') as new from message",
  );
  const counted = { ...row.get() };
  db.close();
  return counted;
}

test("an upgrade first copies the database, beside earlier copies, for its owner's eyes only", async () => {
  using folder = tempFolder();
  const { messages } = await oldDatabase(folder.path, 1);
  const earlier = join(folder.path, "parlor-before-0001-x-2026-01-01T00-00-00-000Z.db");
  writeFileSync(earlier, "an earlier copy");
  writeFileSync(join(folder.path, "parlor-before-0002-x-2026-01-01T00-00-00-000Z.db.partial"), "left by a kill");
  await (await openDatabase(folder.path)).close();
  const copies = savedCopies(folder.path);
  expect(copies.map(({ kind, path }) => [kind, path === earlier])).toEqual([
    ["upgrade", false],
    ["upgrade", true],
  ]);
  const [copy] = copies;
  expect(count(copy?.path ?? "")).toEqual({ messages, new: 0 });
  expect(statSync(copy?.path ?? "").mode & 0o777).toBe(0o600);
  expect(readdirSync(folder.path).filter((name) => name.includes("partial"))).toEqual([]);
  // With nothing to upgrade, nothing is copied.
  await (await openDatabase(folder.path)).close();
  expect(savedCopies(folder.path)).toHaveLength(2);
});

test("the newest copy of each of the last three upgrades is kept", () => {
  const made = (migration: string, at: number, kind: SavedCopy["kind"] = "upgrade"): SavedCopy => ({
    kind,
    migration,
    at,
    path: `${migration} ${at}`,
    name: "",
    bytes: 1,
  });
  const newestFirst = [
    made("5", 9),
    made("5", 8),
    made("4", 7),
    made("x", 6, "replaced"),
    made("3", 5),
    made("2", 4),
    made("3", 3),
  ];
  expect(staleUpgradeCopies(newestFirst).map(({ path }) => path)).toEqual(["5 8", "2 4", "3 3"]);
});

/** Linux lets a test limit the size of a process's files, which is what a full disk looks like to SQLite. */
const canLimit = process.platform === "linux" && spawnSync("prlimit", ["--version"]).status === 0;

test.skipIf(!canLimit)("a disk that is full ends the upgrade in one line, and nothing is lost", async () => {
  using folder = tempFolder();
  const { messages } = await oldDatabase(folder.path, 1, 10_000);
  const { status, stderr } = spawnSync("prlimit", ["--fsize=600000", process.execPath, parlorProgram, "start"], {
    env: { DATA_DIR: folder.path, PORT: "0", PATH: process.env.PATH },
    encoding: "utf8",
    timeout: 19_000,
  });
  expect({ status, lines: stderr.trim().split("\n") }).toEqual({
    status: 1,
    lines: [expect.stringMatching(/no room left .* for the copy before the upgrade/)],
  });
  expect(readdirSync(folder.path).filter((name) => name.includes("before"))).toEqual([]);
  await (await openDatabase(folder.path)).close();
  expect(count(join(folder.path, "parlor.db"))).toEqual({ messages, new: 1 });
});
