import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tempFolder } from "../testing/temp-database.ts";
import { checkSpace } from "./check-space.ts";

const MB = 2 ** 20;

test("free space is compared with what a copy of the database needs", () => {
  using folder = tempFolder();
  writeFileSync(join(folder.path, "parlor.db"), Buffer.alloc(4 * MB));
  writeFileSync(join(folder.path, "parlor.db-wal"), Buffer.alloc(2 * MB));
  const free = (bytes: number) => checkSpace(folder.path, () => bytes);
  expect(checkSpace(folder.path)).toMatchObject({ text: expect.stringContaining("database 4 MB, its log 2 MB") });
  expect(free(14 * MB)).toMatchObject({ level: "ok" });
  expect(free(14 * MB - 1)).toMatchObject({ level: "warn", text: expect.stringMatching(/needs 14 MB: make room/) });
  expect(free(8 * MB - 1)).toMatchObject({ level: "fail", text: expect.stringMatching(/make room/) });
});

test("the disk of the backups counts too", () => {
  using folder = tempFolder();
  mkdirSync(join(folder.path, "backups"));
  const found = checkSpace(folder.path, (path) => (path.endsWith("backups") ? 0 : 100 * MB));
  expect(found).toMatchObject({ level: "warn", text: expect.stringContaining(join(folder.path, "backups")) });
});
