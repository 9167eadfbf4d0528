import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { savedCopies } from "../db/data-files.ts";
import { person } from "../testing/cast.ts";
import { tempDatabase } from "../testing/temp-database.ts";
import { BackupSchedule, dueIn } from "./backup-schedule.ts";

const HOUR = 3_600_000;

function schedule(dataDir: string, keep = 2) {
  const lines: string[] = [];
  const log = {
    info: (line: string) => void lines.push(line),
    error: (line: string) => void lines.push(`error ${line}`),
  };
  return { lines, backups: new BackupSchedule({ dataDir, every: HOUR, keep, log }) };
}

test("the next backup is due one period after the last one began, also over restarts", () => {
  expect(dueIn(undefined, 0, HOUR)).toBe(10_000);
  expect(dueIn(1_000, 61_000, HOUR)).toBe(HOUR - 60_000);
  expect(dueIn(0, 9 * HOUR, HOUR)).toBe(10_000);
  expect(dueIn(2 * HOUR, HOUR, HOUR)).toBe(10_000);
});

test("a scheduled backup is whole; older ones that the server made go, and nothing else does", async () => {
  await using database = await tempDatabase();
  await person(database, "Ada");
  const folder = join(database.folder, "backups");
  mkdirSync(folder);
  const others = ["parlor-2026-01-01T00-00-00-000Z.db", "parlor-scheduled.db", "notes.txt"];
  const made = [1, 2, 3].map((n) => `parlor-scheduled-2026-01-0${n}T00-00-00-000Z.db`);
  for (const name of [...others, ...made]) writeFileSync(join(folder, name), "x");
  const { backups, lines } = schedule(database.folder);
  await Promise.all([backups.backUp(), backups.backUp()]);
  await backups.stop();
  expect(lines).toEqual([expect.stringMatching(/^Backed up to /)]);
  const [newest] = savedCopies(database.folder);
  const left = readdirSync(folder).toSorted();
  expect(left).toEqual([...others, "parlor-scheduled-2026-01-03T00-00-00-000Z.db", newest?.name ?? ""].toSorted());
  const db = new DatabaseSync(newest?.path ?? "");
  expect(db.prepare("select name from person").all()).toMatchObject([{ name: "Ada" }]);
  db.close();
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
