import { expect, test } from "vitest";
import { channel } from "../testing/cast.ts";
import { tempDatabase } from "../testing/temp-database.ts";
import { ChannelDirectory } from "./channel-directory.ts";
import { renameChannelRow } from "./channel-store.ts";
import { nameLooks } from "../people/name-looks.ts";

test("CH-5 lists asked at once are one read; one asked after a change was kept is another, and has it", async () => {
  await using database = await tempDatabase();
  const { id } = await channel(database, "before");
  const channels = new ChannelDirectory(database.db);
  const [early, together] = [channels.list(), channels.list()];
  const row = await renameChannelRow(database.db, id, "after", nameLooks("after"), undefined);
  const underWay = channels.list();
  if (row) channels.keep(row);
  const late = channels.list();
  expect(await together).toBe(await early);
  expect(await late).not.toBe(await underWay);
  expect((await late).map(({ name }) => name)).toEqual(["after"]);
});
