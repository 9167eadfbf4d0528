import { expect, test } from "vitest";
import { person } from "../testing/cast.ts";
import { tempDatabase } from "../testing/temp-database.ts";
import { usualNameRules } from "./name-rules.ts";
import { peopleById } from "./person-store.ts";
import { renamePerson } from "./rename-person.ts";
import { unheard } from "../fanout/unheard.ts";
import { startSession } from "./start-session.ts";

test("NAME-2 of two people who ask for one name at once, one gets it", async () => {
  await using database = await tempDatabase();
  const asked = await Promise.allSettled(["Ada", "ADA", "Аda", "ada"].map((name) => person(database, name)));
  expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("NAME-3 a taken name comes with a free one close to it", async () => {
  await using database = await tempDatabase();
  await person(database, "Ada");
  await expect(person(database, "ada")).rejects.toMatchObject({
    coded: { code: "name_taken", existing: "Ada", suggestion: "ada 2" },
  });
  await person(database, "Ada 2");
  await expect(person(database, "Ada")).rejects.toMatchObject({ coded: { suggestion: "Ada 3" } });
});

test("NAME-3 the suggestion for a long name is still a name", async () => {
  await using database = await tempDatabase();
  const long = "W".repeat(32);
  await person(database, long);
  await expect(person(database, long)).rejects.toMatchObject({ coded: { suggestion: `${"W".repeat(30)} 2` } });
});

test("NAME-4 a rename raises the revision", async () => {
  await using database = await tempDatabase();
  const ada = await person(database, "Ada");
  expect(await renamePerson(database, unheard, ada.person, "Ada Lovelace")).toEqual({
    ...ada.person,
    name: "Ada Lovelace",
    rev: 2,
  });
});

test("NAME-4 a person may change the capitals of their own name", async () => {
  await using database = await tempDatabase();
  const ada = await person(database, "ada");
  expect((await renamePerson(database, unheard, ada.person, "Ada")).name).toBe("Ada");
});

test("NAME-6 a person whose name sounds official by now keeps it", async () => {
  await using database = await tempDatabase();
  const rules = { ...usualNameRules, place: "Ada" };
  const ada = await person(database, "Ada");
  expect(await peopleById(database.db, [ada.person.id])).toEqual([ada.person]);
  await expect(startSession(database, "ADA", 1, {}, rules)).rejects.toMatchObject({ coded: { code: "name_refused" } });
});

const reserved = ["Parlor", "ParIor", "ADMlN", "SYSTEM", "Аdmin", "moderator"];

test.each(reserved)("NAME-6 %s is kept for the place", async (name) => {
  await using database = await tempDatabase();
  await expect(person(database, name)).rejects.toMatchObject({ coded: { code: "name_refused" } });
});
