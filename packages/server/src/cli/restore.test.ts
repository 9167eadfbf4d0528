import { randomUUID } from "node:crypto";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeChannelId } from "../channels/channel-id.ts";
import { openDatabase } from "../db/open-database.ts";
import { createKey } from "../private/create-key.ts";
import { phraseSalt } from "../private/phrase-salt-store.ts";
import { person } from "../testing/cast.ts";
import { withPeople } from "../testing/folder-people.ts";
import { runParlor } from "../testing/run-parlor.ts";
import { tempFolder } from "../testing/temp-database.ts";

const restore = (dataDir: string, ...args: string[]) => runParlor(["restore", ...args], { DATA_DIR: dataDir });

test("MSG-6 a restored database has what the backup had, under another epoch", async () => {
  using folder = tempFolder();
  const backup = join(folder.path, "backup.db");
  const first = await openDatabase(folder.path);
  const [ada, cy] = [await person(first, "Ada"), await person(first, "Cy")];
  const key = {
    keyId: randomUUID(),
    lookupHash: "0123456789abcdefghijklmnopqrstuvwxyzABCDEFE",
    record: "r".repeat(64),
  };
  await createKey(first, ada.person, key, 1);
  await first.commit("openConversation", {
    ...key,
    by: cy.person.id,
    at: 2,
    id: makeChannelId(),
    most: 9,
    mostRequests: 9,
    mostOfKey: 9,
  });
  const [salt, talks] = [await phraseSalt(first.db), await first.ask("readConversations", { by: cy.person.id })];
  await first.close();
  copyFileSync(join(folder.path, "parlor.db"), backup);
  await withPeople(folder.path, "Bo");

  expect(await restore(folder.path, backup)).toMatchObject({ status: 1, stderr: expect.stringContaining("--replace") });
  expect(await restore(folder.path, backup, "--replace")).toMatchObject({ status: 0 });
  const restored = await openDatabase(folder.path);
  expect(restored.epoch).not.toBe(first.epoch);
  expect(await restored.db.selectFrom("person").select("name").execute()).toEqual([{ name: "Ada" }, { name: "Cy" }]);
  expect(await phraseSalt(restored.db)).toBe(salt);
  expect(await restored.ask("readConversations", { by: cy.person.id })).toEqual(talks);
  expect(talks).toHaveLength(1);
  await restored.close();
});
