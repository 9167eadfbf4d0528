import { existsSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { person } from "../testing/cast.ts";
import { tempDatabase } from "../testing/temp-database.ts";
import { StorageHealth } from "./storage-health.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A real database that can be made full, as SQLite itself does it: it may not grow past the pages it has. */
async function watchedDatabase() {
  const database = await tempDatabase();
  const told: string[] = [];
  const health = new StorageHealth(database, {
    onLost: ({ isFull }) => told.push(isFull ? "full" : "lost"),
    onRecovered: () => told.push("recovered"),
  });
  const pages = (most: number) => database.read([{ sql: `PRAGMA max_page_count = ${most}`, parameters: [] }]);
  return { database, health, told, pages, [Symbol.asyncDispose]: () => database[Symbol.asyncDispose]() };
}

test("a full disk is told once, not for each send, and so is its recovery, without a send", async () => {
  await using place = await watchedDatabase();
  const { health, told, pages } = place;
  const { watched } = health;
  expect(await health.canStore()).toBe(true);
  await pages(1);
  const large = {
    sql: "insert into meta (key, value) values (hex(randomblob(8)), hex(randomblob(90000)))",
    parameters: [],
  };
  for (let n = 0; n < 3; n += 1) await expect(watched.transact([large])).rejects.toThrow(/full/);
  expect(await health.canStore()).toBe(false);
  // A name still finds room on a page that is half empty; that is no recovery.
  await person(watched, "Ada");
  expect(await health.canStore()).toBe(false);
  await vi.advanceTimersByTimeAsync(2_000);
  await place.database.read([]);
  expect(told).toEqual(["full"]);
  await pages(1_000_000);
  await vi.advanceTimersByTimeAsync(2_000);
  await vi.waitFor(() => expect(told).toEqual(["full", "recovered"]));
  expect(await health.canStore()).toBe(true);
  health.stop();
});

test("while nobody writes, who asks finds out", async () => {
  await using place = await watchedDatabase();
  const { health, told, database } = place;
  await database.read([{ sql: "PRAGMA query_only = 1", parameters: [] }]);
  expect(await health.canStore()).toBe(false);
  expect(told).toEqual(["lost"]);
  health.stop();
});

test.each([
  ["the folder was moved", (folder: string) => renameSync(folder, `${folder}-elsewhere`)],
  ["the database was moved", (folder: string) => renameSync(join(folder, "parlor.db"), join(folder, "elsewhere.db"))],
  ["another file took its place", (folder: string) => replaceDatabase(folder)],
])("R1 once %s, nothing is stored any more, and it works again when it is back", async (_what, move) => {
  await using place = await watchedDatabase();
  const { health, told, database } = place;
  const { watched } = health;
  await person(watched, "Ada");
  move(database.folder);
  await vi.advanceTimersByTimeAsync(1_000);
  await vi.waitFor(() => expect(told).toEqual(["lost"]));
  await expect(person(watched, "Bo")).rejects.toThrow(/moved, deleted or replaced/);
  expect(await health.canStore()).toBe(false);
  putBack(database.folder);
  await vi.advanceTimersByTimeAsync(2_000);
  await vi.waitFor(() => expect(told).toEqual(["lost", "recovered"]));
  expect(await health.canStore()).toBe(true);
  await person(watched, "Bo");
  health.stop();
});

function replaceDatabase(folder: string): void {
  const file = join(folder, "parlor.db");
  renameSync(file, join(folder, "elsewhere.db"));
  writeFileSync(file, "");
}

function putBack(folder: string): void {
  if (existsSync(`${folder}-elsewhere`)) renameSync(`${folder}-elsewhere`, folder);
  else renameSync(join(folder, "elsewhere.db"), join(folder, "parlor.db"));
}
