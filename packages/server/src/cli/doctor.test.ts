import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDatabase } from "../db/open-database.ts";
import { person } from "../testing/cast.ts";
import { runParlor } from "../testing/run-parlor.ts";
import { tempFolder } from "../testing/temp-database.ts";

test("doctor prints a line for each check, ends with 1 when one fails, and changes nothing", async () => {
  using folder = tempFolder();
  const dataDir = join(folder.path, "data");
  const database = await openDatabase(dataDir, "server");
  await person(database, "Ada");
  await database.close();
  const state = () => readdirSync(dataDir).map((name) => [name, readFileSync(join(dataDir, name), "latin1")]);
  const before = state();
  const env = { DATA_DIR: dataDir, PORT: "1", HOST: "127.0.0.1" };

  const well = await runParlor(["doctor"], env);
  expect(well.stdout).toMatch(/^ok +node /m);
  for (const check of ["settings", "folder", "lock", "files", "database", "space", "copies", "server", "address"])
    expect(well.stdout).toMatch(new RegExp(`^(ok|warn) +${check} `, "m"));
  expect(well).toMatchObject({ status: 0, stderr: "" });

  const ill = await runParlor(["doctor", "--json"], { ...env, LOGLEVEL: "info" });
  expect(ill.status).toBe(1);
  expect(JSON.parse(ill.stdout)).toMatchObject({
    ok: false,
    copies: [],
    checks: expect.arrayContaining([expect.objectContaining({ check: "settings", level: "fail" })]),
  });
  expect(state()).toEqual(before);
});

test("doctor makes no data folder, and refuses arguments that it does not know", async () => {
  using folder = tempFolder();
  mkdirSync(join(folder.path, "place"));
  const env = { DATA_DIR: join(folder.path, "place/data"), PORT: "1", HOST: "127.0.0.1" };
  expect(await runParlor(["doctor"], env)).toMatchObject({ status: 0 });
  expect(readdirSync(join(folder.path, "place"))).toEqual([]);
  expect(await runParlor(["doctor", "--fix"], env)).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/Usage: parlor doctor/),
  });
});

test("what keeps a check from being made is told in the words of every other failure", async () => {
  using folder = tempFolder();
  writeFileSync(join(folder.path, "backups"), "a file, where a folder belongs");
  const { status, stdout } = await runParlor(["doctor"], { DATA_DIR: folder.path, PORT: "1", HOST: "127.0.0.1" });
  expect(status).toBe(1);
  expect(stdout).toMatch(
    /^fail +copies +\S+backups cannot be used because .* a file and not a folder: correct the path/m,
  );
  expect(stdout).not.toContain("ENOTDIR");
});
