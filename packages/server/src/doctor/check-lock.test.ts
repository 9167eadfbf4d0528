import { writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FolderLock } from "../db/folder-lock.ts";
import { tempFolder } from "../testing/temp-database.ts";
import { checkLock } from "./check-lock.ts";
import { folderLockState } from "./folder-lock-state.ts";

const look = (folder: string) => checkLock(folderLockState(folder));

test("says who has the folder, and nobody notices that it looked", async () => {
  using folder = tempFolder();
  expect(look(folder.path)).toMatchObject({ level: "ok", text: expect.stringMatching(/^Free: no server/) });
  const server = await FolderLock.take(folder.path, "server", 0);
  expect(look(folder.path)).toMatchObject({ level: "ok", text: `Held by a server (process ${process.pid}).` });
  await server.change("alone", 0);
  expect(look(folder.path)).toMatchObject({ level: "warn", text: expect.stringMatching(/restore or an upgrade/) });
  server.release();
  expect(look(folder.path)).toMatchObject({ text: expect.stringMatching(/^Free/) });
});

test.each([
  ["a process that is gone", `4194304 ${hostname()} server\n`, "ok", /^Free\. Process 4194304/],
  ["another host", "7 other-host server\n", "warn", /Process 7 on other-host/],
])("a note of %s", (_what, note, level, text) => {
  using folder = tempFolder();
  writeFileSync(join(folder.path, "parlor.pid"), note);
  expect(look(folder.path)).toMatchObject({ level, text: expect.stringMatching(text) });
});

test.skipIf(process.platform !== "linux")("a note of a process whose number another program has by now", () => {
  using folder = tempFolder();
  writeFileSync(join(folder.path, "parlor.pid"), `${process.pid} ${hostname()} server\n`);
  writeFileSync(join(folder.path, "parlor.lock"), "");
  expect(look(folder.path)).toMatchObject({ level: "ok", text: expect.stringMatching(/^Free/) });
});
