import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { limits } from "@parlor/protocol";
import { expect, onTestFinished, test } from "vitest";
import { listedChannels } from "../channels/channel-store.ts";
import { appendBatch, readMessages } from "../messages/message-store.ts";
import { renamePerson } from "../people/rename-person.ts";
import { unheard } from "../fanout/unheard.ts";
import { person } from "../testing/cast.ts";
import { tempDatabase, tempFolder } from "../testing/temp-database.ts";
import type { Database } from "../db/open-database.ts";
import { ImportReport } from "./import-report.ts";
import { readExport } from "./read-export.ts";
import { storeImport, type StoreOptions } from "./store-import.ts";

const DAY = Date.UTC(2024, 0, 1);
const line = (at: unknown, by: unknown, text: unknown) =>
  JSON.stringify({ at: typeof at === "number" ? DAY + at : at, by, text });
const lines = [line(3, "Ada", "three"), line(1, "Bo", "one"), line(1, "Bo", "one"), line(2, "Ada", "two")];

/** Imports a file of these lines, or of these bytes, as the command does. */
async function imported(database: Database, content: string[] | Buffer, options: StoreOptions = {}) {
  const folder = tempFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  const file = join(folder.path, "chat.jsonl");
  writeFileSync(file, Array.isArray(content) ? content.map((each) => `${each}\n`).join("") : content);
  const report = new ImportReport();
  const intake = await readExport(file, { channels: ["old"] }, report);
  try {
    const [result] = await storeImport(database, intake, options);
    return { stored: result?.stored ?? 0, known: result?.known ?? 0, report };
  } finally {
    intake.close();
  }
}

/** What a reader of the channel sees: time, author and text. */
async function shown(database: Database) {
  const channel = (await listedChannels(database.db)).find(({ name }) => name === "old");
  const { messages, people } = await readMessages(database, channel?.id ?? "", { newest: true }, limits.pageMax);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return { channel, messages, all: messages.map(({ at, by, text }) => [at - DAY, names.get(by), text]), people };
}

test("IMP-1 messages stand in the order of their times, and those of one time in the order of the file", async () => {
  await using database = await tempDatabase();
  expect(await imported(database, [...lines, line(2, "Bo", "after two")])).toMatchObject({ stored: 5, known: 0 });
  expect((await shown(database)).all).toEqual([
    [1, "Bo", "one"],
    [1, "Bo", "one"],
    [2, "Ada", "two"],
    [2, "Bo", "after two"],
    [3, "Ada", "three"],
  ]);
});

test("IMP-1 an author who shares a living person's name is marked, and nobody can come back as an imported one", async () => {
  await using database = await tempDatabase();
  await person(database, "Ada");
  await imported(database, lines);
  const { people } = await shown(database);
  expect(people.map(({ name }) => name).sort()).toEqual(["Ada (imported)", "Bo"]);
  await expect(person(database, "bo")).rejects.toMatchObject({ coded: { code: "name_taken" } });
});

test("IMP-2 a second run adds nothing, and one over a grown file adds the rest", async () => {
  await using database = await tempDatabase();
  await imported(database, lines);
  const grown = [line(4, "Ada", "four"), ...lines];
  expect(await imported(database, grown)).toMatchObject({ stored: 1, known: 4 });
  expect(await imported(database, grown)).toMatchObject({ stored: 0, known: 5 });
});

test("IMP-2 it also finds its messages again after people came, went and were renamed", async () => {
  await using database = await tempDatabase();
  const ada = await person(database, "Ada");
  await imported(database, lines);
  await renamePerson(database, unheard, ada.person, "Zoe");
  expect(await imported(database, lines)).toMatchObject({ stored: 0, known: 4 });
});

test("IMP-2 long texts come in pieces, in order, between graphemes, and a second run knows them", async () => {
  await using database = await tempDatabase();
  const family = "👩‍👩‍👧‍👦";
  const text = `start ${family.repeat(1_000)}`;
  const twice = [line(1, "Ada", text), line(2, "Bo", "next")];
  const { report } = await imported(database, twice);
  const { all, messages } = await shown(database);
  const pieces = all.slice(0, -1).map(([, , piece]) => String(piece));
  expect(pieces.join("")).toBe(text);
  expect(pieces.every((piece) => piece.length <= limits.messageText && piece.endsWith(family))).toBe(true);
  expect(all.at(-1)).toEqual([2, "Bo", "next"]);
  expect(report).toMatchObject({ long: 1, pieces: messages.length - 1 });
  expect(await imported(database, twice)).toMatchObject({ stored: 0, known: messages.length });
});

test("IMP-3 a file that is older than what the channel has is refused, unless it is to follow all the same", async () => {
  await using database = await tempDatabase();
  await imported(database, lines.slice(0, 1));
  await expect(imported(database, lines)).rejects.toThrow(/#old \(3\).*--append/s);
  expect((await shown(database)).all).toHaveLength(1);
  expect(await imported(database, lines, { append: true })).toMatchObject({ stored: 3, known: 1 });
  const { channel } = await shown(database);
  expect(channel).toMatchObject({ head: 4, last_at: DAY + 3 });
});

test("IMP-3 what people wrote meanwhile stays the newest of the channel", async () => {
  await using database = await tempDatabase();
  await imported(database, lines);
  const [{ id: sessionId, person: bea }, { channel }] = [await person(database, "Bea"), await shown(database)];
  const sent = { channelId: channel?.id ?? "", sessionId, personId: bea.id, clientId: "c", text: "now", at: DAY + 9 };
  await appendBatch(database, [sent]);
  await imported(database, [...lines, line(4, "Ada", "late")], { append: true });
  expect((await shown(database)).channel).toMatchObject({ head: 6, last_at: DAY + 9 });
});

test("IMP-5 a file without a text is a note of its own", async () => {
  await using database = await tempDatabase();
  const files = [{ name: "plan.pdf", url: "https://example.org/plan.pdf" }, "notes.txt"];
  await imported(database, [JSON.stringify({ at: DAY, by: "Ada", files })]);
  expect((await shown(database)).all).toEqual([[0, "Ada", "plan.pdf https://example.org/plan.pdf\nnotes.txt"]]);
});

test("IMP-7 whatever authors are called, each stays a person of their own with a name that can be shown", async () => {
  await using database = await tempDatabase();
  await person(database, "Magdalena1");
  const people = [
    ...["", " ", "\u200B", "\u202E", "\0", "\uD800", "\uFFFC"],
    ...["Ada", "ada", "АDA", "Ada ", "System", "Magdalena1", "\u202EAda", "x".repeat(10_000), `${"x".repeat(10_000)}y`],
    ...["Zalgo\u0300\u0301\u0302\u0303\u0304\u0305\u0306", "👩‍👩‍👧‍👦", "مُحَمَّد", "Ada (imported)"],
    ...[{ id: 1, name: "" }, { id: 2, name: "" }, { id: 3, name: "Ada" }, 42],
  ];
  const { report } = await imported(
    database,
    people.map((by, n) => line(n, by, `${n}`)),
  );
  expect(report.skipped).toBe(0);
  const { messages, people: found } = await shown(database);
  expect(new Set(messages.map(({ by }) => by)).size).toBe(people.length);
  const names = found.map(({ name }) => name);
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(people.length);
  expect(names.every((name) => /[\p{L}\p{N}\p{S}]/u.test(name) && [...name].length <= 64)).toBe(true);
  expect(names.filter((name) => name.startsWith("(no name)")).length).toBeGreaterThanOrEqual(9);
  for (const name of ["System", "Magdalena1"]) expect(names).toContain(`${name} (imported)`);
  expect(
    await imported(
      database,
      people.map((by, n) => line(n, by, `${n}`)),
    ),
  ).toMatchObject({ stored: 0 });
});

test("IMP-8 what an import stored is told with the channel's pulse, so that nobody has to read it", async () => {
  await using database = await tempDatabase();
  await imported(database, lines);
  expect((await shown(database)).channel).toMatchObject({ head: 4, imported: "4" });
});
