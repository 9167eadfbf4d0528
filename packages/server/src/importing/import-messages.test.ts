import { expect, test } from "vitest";
import { readMessages } from "../messages/message-store.ts";
import { channel, person } from "../testing/cast.ts";
import { tempDatabase } from "../testing/temp-database.ts";
import { importMessages } from "./import-messages.ts";

const line = (at: number, by: string, text: string) => JSON.stringify({ at, by, text });
const lines = [line(3, "Ada", "one"), line(1, "Bo", "two"), line(1, "Bo", "two"), line(2, "Ada", "three")];

test("IMP-1 messages keep the file's order, its times and its authors", async () => {
  await using database = await tempDatabase();
  const { id } = await channel(database, "old");
  expect(await importMessages(database, id, lines)).toEqual({ stored: 4, known: 0 });
  const { messages, people } = await readMessages(database, id, { newest: true }, 10);
  const names = new Map(people.map((author) => [author.id, author.name]));
  expect(messages.map(({ seq, at, by, text }) => [seq, at, names.get(by), text])).toEqual([
    [1, 3, "Ada", "one"],
    [2, 1, "Bo", "two"],
    [3, 1, "Bo", "two"],
    [4, 2, "Ada", "three"],
  ]);
});

test("IMP-1 an author who shares a living person's name is marked, and nobody can come back as an imported one", async () => {
  await using database = await tempDatabase();
  const { id } = await channel(database, "old");
  await person(database, "Ada");
  await importMessages(database, id, lines);
  const { people } = await readMessages(database, id, { newest: true }, 10);
  expect(people.map(({ name }) => name).sort()).toEqual(["Ada (imported)", "Bo"]);
  await expect(person(database, "bo")).rejects.toMatchObject({ coded: { code: "name_taken" } });
});

test("IMP-2 a second run adds nothing, and one over a grown file adds the rest", async () => {
  await using database = await tempDatabase();
  const { id } = await channel(database, "old");
  await importMessages(database, id, lines.slice(0, 2));
  expect(await importMessages(database, id, lines)).toEqual({ stored: 2, known: 2 });
  expect(await importMessages(database, id, lines)).toEqual({ stored: 0, known: 4 });
  expect((await readMessages(database, id, { newest: true }, 10)).messages.map(({ text }) => text)).toEqual([
    "one",
    "two",
    "two",
    "three",
  ]);
});

test("IMP-2 a bad line names its number, and what came before it stays", async () => {
  await using database = await tempDatabase();
  const { id } = await channel(database, "old");
  const broken = [...lines.slice(0, 2), '{"at": "yesterday"}', ...lines.slice(2)];
  await expect(importMessages(database, id, broken)).rejects.toThrow(/^Line 3: at:/);
  expect((await readMessages(database, id, { newest: true }, 10)).head).toBe(2);
  await expect(importMessages(database, id, ["{"])).rejects.toThrow("Line 1 is not JSON.");
});
