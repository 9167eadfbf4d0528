import { copyFileSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { readPlaceId } from "../db/place-id.ts";
import { person } from "../testing/cast.ts";
import { tempDatabase } from "../testing/temp-database.ts";
import { BackupSchedule, dueIn } from "./backup-schedule.ts";
import { makeBackup } from "./make-backup.ts";
import { scheduledBackups } from "./scheduled-backups.ts";

const HOUR = 3_600_000;

function schedule(dataDir: string, keep = 2, placeId = "") {
  const lines: string[] = [];
  const log = {
    info: (line: string) => void lines.push(line),
    error: (line: string) => void lines.push(`error ${line}`),
  };
  return { lines, backups: new BackupSchedule({ dataDir, placeId, every: HOUR, keep, log }) };
}

test("the next backup is due one period after the last one began, also over restarts", () => {
  expect(dueIn(undefined, 0, HOUR)).toBe(10_000);
  expect(dueIn(1_000, 61_000, HOUR)).toBe(HOUR - 60_000);
  expect(dueIn(0, 9 * HOUR, HOUR)).toBe(10_000);
  expect(dueIn(2 * HOUR, HOUR, HOUR)).toBe(10_000);
});

/** A data folder of a server that has started, with copies of its database under these names in `backups`. */
async function served(...made: string[]) {
  const database = await tempDatabase();
  await person(database, "Ada");
  const placeId = await readPlaceId(database.db);
  const backups = join(database.folder, "backups");
  mkdirSync(backups);
  for (const name of made) await makeBackup(database.folder, join(backups, name));
  return { database, placeId, backups };
}

const scheduledAt = (day: string) => `parlor-scheduled-${day}T00-00-00-000Z.db`;

test("a scheduled backup is whole; older ones that the server made go, and nothing else does", async () => {
  const {
    database,
    placeId,
    backups: folder,
  } = await served(
    scheduledAt("2026-01-01"),
    scheduledAt("2026-01-02"),
    scheduledAt("2026-01-03"),
    "parlor-2026-01-01T00-00-00-000Z.db",
  );
  await using _open = database;
  const other = await served("mine.db");
  await using _other = other.database;
  copyFileSync(join(other.backups, "mine.db"), join(folder, scheduledAt("2025-01-01")));
  const made = readdirSync(folder).filter((name) => name.includes("scheduled-2026"));
  const others = ["parlor-scheduled.db", "notes.txt", scheduledAt("2024-01-01"), scheduledAt("2024-99-99")];
  for (const name of others) writeFileSync(join(folder, name), "x");
  mkdirSync(join(folder, scheduledAt("2023-01-01")));
  symlinkSync("none", join(folder, scheduledAt("2022-01-01")));
  const before = readdirSync(folder);
  const { backups, lines } = schedule(database.folder, 2, placeId);
  await Promise.all([backups.backUp(), backups.backUp()]);
  await backups.stop();
  expect(lines).toEqual([expect.stringMatching(/^Backed up to /)]);
  const [, path = ""] = /^Backed up to (.*) \(/.exec(lines[0] ?? "") ?? [];
  const left = before.filter((name) => !made.slice(0, 2).includes(name));
  expect(readdirSync(folder).toSorted()).toEqual([...left, basename(path)].toSorted());
  const db = new DatabaseSync(path);
  expect(db.prepare("select name from person").all()).toMatchObject([{ name: "Ada" }]);
  db.close();
});

test("after the clock was set back, backups from the future go first, and the new one stays", async () => {
  const future = ["2098-01-01", "2099-01-01"].map(scheduledAt);
  const { database, placeId, backups: folder } = await served(scheduledAt("2026-01-01"), ...future);
  await using _open = database;
  const { backups } = schedule(database.folder, 2, placeId);
  await backups.backUp();
  await backups.stop();
  const left = readdirSync(folder).toSorted();
  expect(left).toEqual([scheduledAt("2026-01-01"), expect.stringMatching(/^parlor-scheduled-20[2-9]\d/)]);
  expect(left).not.toContain(future[1]);
  expect(scheduledBackups(database.folder, placeId, Date.UTC(2020, 0))).toHaveLength(2);
});

test("a backup that fails is one line in the log, and the next one is made as usual", async () => {
  await using database = await tempDatabase();
  const folder = join(database.folder, "backups");
  writeFileSync(folder, "in the way");
  const { backups, lines } = schedule(database.folder);
  await backups.backUp();
  expect(lines).toEqual([expect.stringMatching(/^error The scheduled backup failed: .*backups/)]);
  rmSync(folder);
  await backups.backUp();
  await backups.stop();
  expect(lines).toEqual([expect.anything(), expect.stringMatching(/^Backed up/)]);
});

test("a backup folder that cannot be read is a line in the log, and does not end the server", async () => {
  await using database = await tempDatabase();
  symlinkSync(join(database.folder, "backups"), join(database.folder, "backups"));
  const { backups, lines } = schedule(database.folder);
  await backups.backUp();
  expect(lines).toEqual([expect.stringMatching(/^error The scheduled backup failed: .*leads back to itself/)]);
  rmSync(join(database.folder, "backups"));
  writeFileSync(join(database.folder, "backups"), "in the way");
  backups.start();
  expect(lines.slice(1)).toEqual([expect.stringMatching(/^error The scheduled backup failed: .*is a file/)]);
  await backups.stop();
});
