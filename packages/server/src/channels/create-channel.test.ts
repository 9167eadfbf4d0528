import { limits } from "@parlor/protocol";
import { expect, test } from "vitest";
import { channel, person } from "../testing/cast.ts";
import { tempDatabase } from "../testing/temp-database.ts";

test("CH-8 a person's channels have an end, and another person's begin there", async () => {
  await using database = await tempDatabase();
  const [ada, bo] = [await person(database, "Ada"), await person(database, "Bo")];
  for (let n = 0; n < limits.channelsPerPerson; n += 1) await channel(database, `room ${n}`, ada);
  await expect(channel(database, "one more", ada)).rejects.toMatchObject({ coded: { code: "limit_reached" } });
  await expect(channel(database, "one more", bo)).resolves.toMatchObject({ name: "one more" });
});
