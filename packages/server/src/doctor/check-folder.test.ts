import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { canBeNobody, parlorUnder, asNobody } from "../testing/unprivileged.ts";
import { tempFolder } from "../testing/temp-database.ts";
import { checkFolder } from "./check-folder.ts";

test("a folder of this user's own that others cannot enter is good", () => {
  using folder = tempFolder();
  expect(checkFolder(folder.path)).toMatchObject({ level: "ok" });
});

test.each<[string, (path: string) => void, string, RegExp]>([
  ["is not there yet", () => undefined, "warn", /does not exist yet/],
  ["is a file", (path) => writeFileSync(path, ""), "fail", /is a file: set DATA_DIR/],
  ["leads back to itself", (path) => symlinkSync(path, path), "fail", /link that leads back/],
  ["leads to nothing", (path) => symlinkSync("none", path), "fail", /symbolic link to \S+\/none, which does not exist/],
  ["is open to others", (path) => mkdirSync(path) ?? chmodSync(path, 0o755), "warn", /mode 0755.*chmod 700/],
])("a data folder that %s", (_what, make, level, text) => {
  using folder = tempFolder();
  const path = join(folder.path, "data");
  make(path);
  expect(checkFolder(path)).toMatchObject({ level, text: expect.stringMatching(text) });
});

test.skipIf(!canBeNobody)("a folder of another user is a failure with what to do (needs root)", () => {
  using folder = tempFolder();
  const { stdout, status } = parlorUnder(asNobody, ["doctor"], { DATA_DIR: folder.path });
  expect(status).toBe(1);
  expect(stdout).toMatch(/^fail +folder .*permission denied.*chown/m);
});
