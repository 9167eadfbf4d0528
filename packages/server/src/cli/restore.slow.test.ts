import { renameSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { savedCopies } from "../db/data-files.ts";
import { names, withPeople } from "../testing/folder-people.ts";
import { runParlor } from "../testing/run-parlor.ts";
import { tempFolder } from "../testing/temp-database.ts";

const restore = (dataDir: string, ...args: string[]) => runParlor(["restore", ...args], { DATA_DIR: dataDir });

test("every restore keeps what it replaces, and can be undone", async () => {
  using folder = tempFolder();
  using other = tempFolder();
  const backup = await withPeople(other.path, "Ada");
  await withPeople(folder.path, "Bo");
  await restore(folder.path, backup, "--replace");
  await withPeople(folder.path, "Cy");
  await restore(folder.path, backup, "--replace");
  const kept = savedCopies(folder.path).filter(({ kind }) => kind === "replaced");
  expect(kept.map(({ name }) => names(folder.path, name))).toEqual([["Ada", "Cy"], ["Bo"]]);
  expect(names(folder.path)).toEqual(["Ada"]);
  expect(await restore(folder.path, "--undo")).toMatchObject({ status: 0 });
  expect(names(folder.path)).toEqual(["Ada", "Cy"]);
  // And the undoing too.
  await restore(folder.path, "--undo");
  expect(names(folder.path)).toEqual(["Ada"]);
});

test("undoing brings back what the last restore replaced, also when the clock was set back before it", async () => {
  using folder = tempFolder();
  using other = tempFolder();
  const backup = await withPeople(other.path, "Ada");
  await withPeople(folder.path, "Bo");
  await restore(folder.path, backup, "--replace");
  const [kept] = savedCopies(folder.path);
  renameSync(kept?.path ?? "", join(folder.path, "parlor-replaced-2099-01-01T00-00-00-000Z.db"));
  await withPeople(folder.path, "Cy");
  await restore(folder.path, backup, "--replace");
  await restore(folder.path, "--undo");
  expect(names(folder.path)).toEqual(["Ada", "Cy"]);
});
