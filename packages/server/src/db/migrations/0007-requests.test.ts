import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { oldDatabase } from "../../testing/old-database.ts";
import { tempFolder } from "../../testing/temp-database.ts";
import { openDatabase } from "../open-database.ts";

test("PRIV-9 knocks that an older server kept without a message are no requests, and those with one still are", async () => {
  using folder = tempFolder();
  await oldDatabase(folder.path, 6);
  const old = new DatabaseSync(join(folder.path, "parlor.db"));
  const [ada, bo, cy] = old
    .prepare("select id from person order by id")
    .all()
    .map(({ id }) => String(id)) as [string, string, string];
  for (const [id, head, by] of [
    ["silent", 0, bo],
    ["spoke", 1, cy],
  ] as const) {
    old.prepare("insert into log (id, head) values (?, ?)").run(id, head);
    old.prepare("insert into conversation (id, asked_by, created_at) values (?, ?, 1)").run(id, by);
    const member = old.prepare(
      "insert into conversation_member (conversation_id, person_id, peer_id, standing) values (?, ?, ?, ?)",
    );
    member.run(id, by, ada, "asking");
    member.run(id, ada, by, "asked");
  }
  old.close();

  const database = await openDatabase(folder.path);
  expect((await database.ask("readConversations", { by: ada })).map(([id]) => id)).toEqual(["spoke"]);
  expect(await database.commit("dropUnwritten", { before: 2, most: 9 })).toBe(1);
  await database.close();
});
