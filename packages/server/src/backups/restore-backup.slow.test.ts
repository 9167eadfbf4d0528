import { copyFileSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { savedCopies } from "../db/data-files.ts";
import { openDatabase } from "../db/open-database.ts";
import { names, withPeople } from "../testing/folder-people.ts";
import { runParlor } from "../testing/run-parlor.ts";
import { tempFolder } from "../testing/temp-database.ts";

const hook = (killAt: number) => [
  "--import",
  `${new URL("../testing/kill-at-call.ts", import.meta.url).href}?at=${killAt}`,
];
/** More calls than a restore makes: reaching it means that the count of calls is broken. */
const MOST_CALLS = 100;

function integrity(folder: string): unknown {
  const db = new DatabaseSync(join(folder, "parlor.db"));
  const row = db.prepare("PRAGMA integrity_check").get();
  db.close();
  return row?.integrity_check;
}

/** A restore has some 26 such calls; in four tests, so that each ends in time on a busy machine. */
const STRIDE = 4;
const starts = Array.from({ length: STRIDE }, (_, at) => at + 1);

test.each(starts)("a restore killed at call %i or every fourth after it leaves one database, whole", async (first) => {
  using other = tempFolder();
  const backup = await withPeople(other.path, "Ada");
  using old = tempFolder();
  // Its log still has what was written last, as after a kill of the server.
  const running = await openDatabase(old.path);
  await running.db.insertInto("meta").values({ key: "k", value: "v" }).execute();
  const logged = tempFolder();
  for (const name of ["parlor.db", "parlor.db-wal"]) copyFileSync(join(old.path, name), join(logged.path, name));
  await running.close();

  const outcomes = { old: 0, new: 0 };
  for (let killAt = first; ; killAt += STRIDE) {
    expect(killAt).toBeLessThan(MOST_CALLS);
    using folder = tempFolder();
    for (const name of readdirSync(logged.path)) copyFileSync(join(logged.path, name), join(folder.path, name));
    const { status } = await runParlor(["restore", backup, "--replace"], { DATA_DIR: folder.path }, hook(killAt));
    const next = await openDatabase(folder.path, "server");
    const epochs = await next.db.selectFrom("meta").select("value").where("key", "=", "k").execute();
    await next.close();
    expect({ killAt, integrity: integrity(folder.path) }).toEqual({ killAt, integrity: "ok" });
    const people = names(folder.path);
    if (people.length === 0) {
      outcomes.old += 1;
      expect({ killAt, epochs }).toEqual({ killAt, epochs: [{ value: "v" }] });
    } else {
      outcomes.new += 1;
      expect({ killAt, people, epochs }).toEqual({ killAt, people: ["Ada"], epochs: [] });
      const [kept] = savedCopies(folder.path);
      const db = new DatabaseSync(kept?.path ?? "");
      expect(db.prepare("select value from meta where key = 'k'").get()).toMatchObject({ value: "v" });
      db.close();
    }
    expect(readdirSync(folder.path).filter((name) => /partial|next/.test(name))).toEqual([]);
    if (status === 0) break;
  }
  expect(outcomes.old).toBeGreaterThan(2);
  expect(outcomes.new).toBeGreaterThan(1);
  logged[Symbol.dispose]();
});

test("a restore that is killed again and again ends whole once it is let through", async () => {
  using other = tempFolder();
  using folder = tempFolder();
  const backup = await withPeople(other.path, "Ada");
  await withPeople(folder.path, "Bo");
  for (let killAt = 4; killAt < 27; killAt += 3) {
    await runParlor(["restore", backup, "--replace"], { DATA_DIR: folder.path }, hook(killAt));
  }
  expect(await runParlor(["restore", backup, "--replace"], { DATA_DIR: folder.path })).toMatchObject({ status: 0 });
  expect(names(folder.path)).toEqual(["Ada"]);
  const kept = savedCopies(folder.path).map(({ name }) => names(folder.path, name).join());
  expect(kept).toContain("Bo");
  expect(existsSync(join(folder.path, "parlor.db-wal"))).toBe(false);
});
