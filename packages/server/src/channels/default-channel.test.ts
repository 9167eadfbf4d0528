import { expect, test } from "vitest";
import { unheard } from "../fanout/unheard.ts";
import { channel } from "../testing/cast.ts";
import { tempDatabase } from "../testing/temp-database.ts";
import { ensureDefaultChannel } from "./default-channel.ts";

test("CH-3 a channel that has the default channel's name already becomes the default one", async () => {
  await using database = await tempDatabase();
  const { id, channels } = await channel(database, "General");
  await ensureDefaultChannel({ database, channels, fanout: unheard });
  expect(await channels.list()).toMatchObject([{ id, name: "General", is_default: 1 }]);
  expect(await channels.find(id)).toMatchObject({ isDefault: true });
});
