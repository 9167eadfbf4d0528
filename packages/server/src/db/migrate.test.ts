import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { oldDatabase } from "../testing/old-database.ts";
import { tempFolder } from "../testing/temp-database.ts";
import { openDatabase } from "./open-database.ts";

const tables = (folder: string): unknown[] => {
  const file = new DatabaseSync(join(folder, "parlor.db"));
  const rows = file.prepare("select name from sqlite_master where type = 'table' order by name collate nocase").all();
  file.close();
  return rows.map((row) => row.name);
};

test("an upgrade that fails in the middle leaves nothing of itself, and the next one goes through", async () => {
  using folder = tempFolder();
  const { messages } = await oldDatabase(folder.path, 1);
  const before = tables(folder.path);
  // The second migration makes this table last.
  const file = new DatabaseSync(join(folder.path, "parlor.db"));
  file.exec("create table recovery (in_the_way integer)");
  file.close();
  await expect(openDatabase(folder.path)).rejects.toThrow(/recovery/);
  expect(tables(folder.path)).toEqual([...before, "recovery"].toSorted((a, b) => String(a).localeCompare(String(b))));

  const again = new DatabaseSync(join(folder.path, "parlor.db"));
  again.exec("drop table recovery");
  again.close();
  const database = await openDatabase(folder.path);
  expect(await database.read([{ sql: "select count(*) as messages from message", parameters: [] }])).toEqual([
    [{ messages }],
  ]);
  await database.close();
});
