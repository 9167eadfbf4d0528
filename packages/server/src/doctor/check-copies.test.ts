import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tempFolder } from "../testing/temp-database.ts";
import { checkCopies } from "./check-copies.ts";

test("every copy is listed, newest first, with its date, size and origin, and the rule by which it goes", () => {
  using folder = tempFolder();
  expect(checkCopies(folder.path, 7)).toMatchObject({ level: "ok", details: [] });
  mkdirSync(join(folder.path, "backups"));
  for (const name of [
    "parlor-before-0004-devices-2026-01-01T00-00-00-000Z.db",
    "parlor-replaced-2026-01-02T00-00-00-000Z.db",
    "backups/parlor-2026-01-04T00-00-00-000Z.db",
    "backups/parlor-scheduled-2026-01-03T00-00-00-000Z.db",
    "backups/parlor-2026-01-05T00-00-00-000Z.db.partial",
  ])
    writeFileSync(join(folder.path, name), Buffer.alloc(1_536));
  const { text, details } = checkCopies(folder.path, 5);
  expect(text).toMatch(/^4 kept, 6 KB in all\..*upgrades but the last 3.*scheduled backups but the last 5/);
  expect(details).toEqual([
    expect.stringMatching(/^2026-01-04 00:00 UTC +1\.5 KB {2}a backup: /),
    expect.stringMatching(/^2026-01-03 .*a scheduled backup: /),
    expect.stringMatching(/^2026-01-02 .*replaced by a restore: /),
    expect.stringMatching(/^2026-01-01 .*before the upgrade to 0004-devices: /),
  ]);
});
