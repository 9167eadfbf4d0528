import { expect, test } from "vitest";
import { channel, person } from "../testing/cast.ts";
import { tempDatabase } from "../testing/temp-database.ts";
import { looksColumns } from "./looks-columns.ts";
import { nameLooks } from "./name-looks.ts";
import { refreshLooks } from "./refresh-looks.ts";

type Temp = Awaited<ReturnType<typeof tempDatabase>>;

/** Makes a row as a program that told fewer names apart, or more, had left it. */
async function leavesAs(database: Temp, table: "person" | "channel", id: string, name: string, looks = name) {
  const columns = { name, name_folded: looks, name_shape: looks, name_reading: null };
  await database.db.updateTable(table).set(columns).where("id", "=", id).execute();
}

function rows(database: Temp, table: "person" | "channel") {
  return database.db
    .selectFrom(table)
    .select(["id", "name", "name_folded", "name_shape", "name_reading"])
    .orderBy("created_at")
    .execute();
}

test("NAME-2 looks of an older table are computed again at the start, once", async () => {
  await using database = await tempDatabase();
  const ada = await person(database, "Ada");
  const general = await channel(database, "general");
  await leavesAs(database, "person", ada.person.id, "Ꟛda", "old looks");
  await leavesAs(database, "channel", general.id, "general", "old looks");
  await refreshLooks(database);
  expect(await rows(database, "person")).toMatchObject([looksColumns(nameLooks("Λda"))]);
  expect(await rows(database, "channel")).toMatchObject([looksColumns(nameLooks("general"))]);
  await expect(person(database, "Λda")).rejects.toMatchObject({ coded: { code: "name_taken", existing: "Ꟛda" } });

  await leavesAs(database, "person", ada.person.id, "Ada", "left alone");
  await refreshLooks(database);
  expect(await rows(database, "person")).toMatchObject([{ name_folded: "left alone" }]);
});

test("NAME-2 two people whose names look alike by the new table both keep them, and nobody else gets either", async () => {
  await using database = await tempDatabase();
  const [older, newer] = [await person(database, "Bo"), await person(database, "Cy")];
  await leavesAs(database, "person", older.person.id, "Ꟛda", "one");
  await leavesAs(database, "person", newer.person.id, "Λda", "two");
  await database.db.updateTable("person").set({ created_at: 1 }).where("id", "=", older.person.id).execute();
  await refreshLooks(database);
  const [first, second] = await rows(database, "person");
  expect(first).toMatchObject({ name: "Ꟛda", ...looksColumns(nameLooks("Ꟛda")) });
  expect(second?.name).toBe("Λda");
  expect(second?.name_folded).not.toBe(first?.name_folded);
  for (const name of ["Ꟛda", "Λda"])
    await expect(person(database, name)).rejects.toMatchObject({ coded: { code: "name_taken", existing: "Ꟛda" } });
});

test("NAME-2 people may exchange looks with the table", async () => {
  await using database = await tempDatabase();
  const [ada, bo] = [await person(database, "Ada"), await person(database, "Bo")];
  await leavesAs(database, "person", ada.person.id, "Ada", "a");
  await leavesAs(database, "person", bo.person.id, "Bo", "ada");
  await refreshLooks(database);
  expect(await rows(database, "person")).toMatchObject(["Ada", "Bo"].map((name) => looksColumns(nameLooks(name))));
});

test("CH-2 an archived channel keeps its looks and takes none from a listed one", async () => {
  await using database = await tempDatabase();
  const archived = await channel(database, "plans");
  await database.db.updateTable("channel").set({ archived_at: 1 }).where("id", "=", archived.id).execute();
  for (const name of ["other", "PLANS"]) await channel(database, name);
  await refreshLooks(database);
  const looks = await rows(database, "channel");
  expect(looks.map(({ name_folded }) => name_folded).toSorted()).toEqual(["other", "plans", "plans"]);
});
