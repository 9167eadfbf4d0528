import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { openDatabase } from "./db/open-database.ts";
import { tempFolder } from "./testing/temp-database.ts";
import { failureLine } from "./cli/failure-line.ts";

afterEach(() => vi.unstubAllEnvs());

/** The line that a start with this data folder ends with. */
async function lineFor(dataDir: string): Promise<unknown> {
  vi.stubEnv("DATA_DIR", dataDir);
  return failureLine(await openDatabase(dataDir, "server").catch((failure: unknown) => failure));
}

function linkInCircle(path: string): void {
  symlinkSync(`${path}-2`, path);
  symlinkSync(path, `${path}-2`);
}

const linkToNothing = (path: string): void => symlinkSync("none", path);

function linkTwice(path: string): void {
  symlinkSync(`${path}-2`, path);
  symlinkSync("none", `${path}-2`);
}

test.each([
  ["EEXIST a file", (path: string) => writeFileSync(path, ""), "", /a part of its path is a file and not a folder/],
  ["ENOTDIR a folder under a file", (path: string) => writeFileSync(path, ""), "data", /is a file and not a folder/],
  ["ELOOP a link to itself", (path: string) => symlinkSync(path, path), "data", /place is a .* leads back to itself/],
  ["ELOOP links in a circle", linkInCircle, "", /place is a symbolic link that leads back to itself/],
  ["ELOOP a folder behind links in a circle", linkInCircle, "data", /place is a symbolic link that leads back/],
  ["EEXIST a link to nothing", linkToNothing, "", /place is a symbolic link to \S+\/none, which does not exist/],
  ["ENOENT a folder behind a link to nothing", linkToNothing, "a/b", /place is a symbolic link to \S+\/none, which/],
  ["EEXIST a link to a link to nothing", linkTwice, "", /place is a symbolic link to \S+\/none, which does not exist/],
  ["ENAMETOOLONG a long name", () => undefined, "x".repeat(300), /too long a path/],
])("%s as data folder is one line", async (what, make, below, line) => {
  using folder = tempFolder();
  const path = join(folder.path, "place");
  make(path);
  const said = await lineFor(join(path, below));
  expect(said).toMatch(line);
  expect(String(said).includes("is a file")).toBe(what.endsWith("a file"));
  expect(said).toMatch(/^The data folder [^\n]*DATA_DIR[^\n]*$/);
});

test("SQLITE_NOTADB and SQLITE_CORRUPT: no database, a damaged one, and a folder", async () => {
  using folder = tempFolder();
  writeFileSync(join(folder.path, "parlor.db"), "this is not a database, however long one reads in it\n".repeat(100));
  expect(await lineFor(folder.path)).toMatch(
    /^The database \S+parlor\.db is not a SQLite database: [^\n]*restore[^\n]*$/,
  );
  using used = tempFolder();
  await (await openDatabase(used.path)).close();
  truncateSync(join(used.path, "parlor.db"), 8_192);
  expect(await lineFor(used.path)).toMatch(/^The database \S+parlor\.db is damaged: [^\n]*restore[^\n]*$/);
  using wrong = tempFolder();
  mkdirSync(join(wrong.path, "parlor.db"));
  expect(await lineFor(wrong.path)).toMatch(/parlor\.db is a folder and not a file: move it away[^\n]*$/);
});

test("a bug keeps its stack", () => {
  const bug = new TypeError("undefined is not a function");
  expect(failureLine(bug)).toBe(bug);
});
