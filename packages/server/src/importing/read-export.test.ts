import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { tempFolder } from "../testing/temp-database.ts";
import { ImportReport } from "./import-report.ts";
import { reportLines } from "./import-summary.ts";
import { readExport } from "./read-export.ts";

const AT = Date.UTC(2024, 0, 1);
const line = (at: unknown, by: unknown, text: unknown) => JSON.stringify({ at, by, text });
const lines = [3, 1, 2].map((n) => line(AT + n, "Ada", `text ${n}`));

function fileOf(content: string | Buffer): string {
  const folder = tempFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  const file = join(folder.path, "chat.jsonl");
  writeFileSync(file, content);
  return file;
}

/** What a file would bring, by time. */
async function read(content: string | Buffer) {
  const report = new ImportReport();
  const intake = await readExport(fileOf(content), { channels: ["old"] }, report);
  onTestFinished(() => intake.close());
  const messages = [...intake.staged.inOrder(0)];
  return { report, messages, texts: messages.map(({ text }) => text) };
}

const chat = `${lines.join("\r\n")}\r\n\r\n`;
const utf16 = Buffer.from(`\uFEFF${chat}`, "utf16le");
test.each([
  ["a byte-order mark and CRLF", Buffer.from(`\uFEFF${chat}`)],
  ["UTF-16 with a mark", utf16],
  ["UTF-16 the other way round", Buffer.from(utf16).swap16()],
  ["UTF-16 without a mark", utf16.subarray(2)],
  ["gzip", gzipSync(`\uFEFF${chat}`)],
  ["no line end at its end", Buffer.from(chat.trim())],
])("IMP-5 a file is read with %s", async (_, bytes) => {
  const { texts, report } = await read(bytes);
  expect(texts).toEqual(["text 1", "text 2", "text 3"]);
  expect(report.skipped).toBe(0);
});

test("IMP-7 messages that name no author under `by` are counted, so that a file with another key is noticed", async () => {
  const other = [1, 2].map((n) => JSON.stringify({ at: AT + n, author: `Ada ${n}`, text: "hi" }));
  const { report, texts } = await read([...other, ...lines].join("\n"));
  expect(texts).toHaveLength(5);
  expect(reportLines(report)).toEqual([expect.stringMatching(/^Warning: without an author \(`by`\): 2 messages\./)]);
  expect(reportLines((await read(chat)).report)).toEqual([]);
});

test("IMP-5 a field under another name is told by the name that is expected, and by those that are there", async () => {
  const other = ["time", "timestamp", "ts"].map((field) => JSON.stringify({ [field]: AT, by: "Ada", text: "hi" }));
  const { report } = await read([...other, JSON.stringify({ at: AT, by: "Ada", message: "hi" }), "{}"].join("\n"));
  expect(report.firstSkipped).toEqual([
    "line 1: it has no `at`; its fields are `time`, `by`, `text`",
    "line 2: it has no `at`; its fields are `timestamp`, `by`, `text`",
    "line 3: it has no `at`; its fields are `ts`, `by`, `text`",
    "line 4: it has no `text`; its fields are `at`, `by`, `message`",
    "line 5: it has no `at`; its fields are none",
  ]);
});

test("IMP-5 one JSON array of messages is read like a line for each", async () => {
  const messages = [...lines.map((each): unknown => JSON.parse(each)), 5];
  for (const content of [JSON.stringify(messages), `\uFEFF\n${JSON.stringify(messages, undefined, 2)}`]) {
    const { texts, report } = await read(content);
    expect(texts).toEqual(["text 1", "text 2", "text 3"]);
    expect(report.firstSkipped).toEqual(["message 4: it is not an object with `at`, `by` and `text`"]);
  }
});

test("IMP-7 an author whose name is in a later message only gets that name", async () => {
  const later = [{ id: 7 }, { id: 7, name: "Ada" }].map((by, n) => line(AT + n, by, "hi"));
  const intake = await readExport(fileOf(later.join("\n")), { channels: ["old"] }, new ImportReport());
  onTestFinished(() => intake.close());
  expect(intake.authors.map(({ name }) => name)).toEqual(["Ada"]);
});

test("IMP-5 what was left out and how times were given is told in good English", () => {
  const report = new ImportReport();
  for (const what of ["private channels", "notices", "messages of channels left out"]) report.leave(what);
  report.leave("reactions", 2);
  report.timed("dates");
  expect(reportLines(report)).toEqual([
    "Times were given as dates.",
    "Left out: 1 private channel, 1 notice, 1 message of channels left out, 2 reactions.",
  ]);
});

test("IMP-4 small numbers follow the unit of their file, and more than one unit is told", async () => {
  const seconds = [line(AT / 1_000, "Ada", "one"), line(7, "Ada", "small"), line("7.5", "Ada", "next"), lines[0]];
  const { messages, report } = await read(seconds.join("\n"));
  expect(messages.map(({ at, text }) => [at, text])).toEqual([
    [7_000, "small"],
    [7_500, "next"],
    [AT, "one"],
    [AT + 3, "text 3"],
  ]);
  expect(Object.fromEntries(report.units)).toEqual({ seconds: 1, milliseconds: 1 });
  expect((await read(line(7, "Ada", "alone"))).messages).toMatchObject([{ at: 7 }]);
});

test("IMP-5 no text is lost for a character that cannot be stored, and the changed ones are counted", async () => {
  const texts = ["half \uD83D", "nul \0 here", "bidi \u202E abc", "none \uFFFF \uFDD0", "line\u2028end", "fine"];
  const json = texts.map((text, n) => `${line(AT + n, "Ada", text)}\n`).join("");
  const latin1 = Buffer.from(`{"at":${AT + 9},"by":"Ada","text":"caf\xe9"}\n`, "latin1");
  const found = await read(Buffer.concat([Buffer.from(json), latin1]));
  expect(found.report).toMatchObject({ changed: 3, skipped: 0 });
  expect(found.texts).toEqual(["half \uFFFD", "nul \uFFFD here", ...texts.slice(2), "caf\uFFFD"]);
});

test("IMP-5 lines that cannot be used are skipped, each with its number and reason; the rest is read", async () => {
  const bad = [
    ...["{", "[1]", "null", '"text"', "{}", "[".repeat(100_000), line(AT, "Ada", 5), line(AT, ["Ada"], "x")],
    ...[line(AT, "Ada", ""), line(AT, "Ada", " \n\u3000"), line("never", "Ada", "x"), line(-1, "Ada", "x")],
    line(AT, "Ada", "x".repeat(9 * 1024 * 1024)),
  ];
  const all: string[] = [];
  const report = new ImportReport((skipped) => all.push(skipped));
  const file = fileOf([...bad, ...lines, ...Array.from({ length: 30 }, () => "not JSON")].join("\n"));
  const intake = await readExport(file, { channels: ["old"] }, report);
  onTestFinished(() => intake.close());
  expect([...intake.staged.inOrder(0)]).toHaveLength(3);
  expect(all.map((each) => each.split(":")[0])).toEqual(
    [...bad.keys(), ...Array.from({ length: 30 }, (_, n) => bad.length + 3 + n)].map((n) => `line ${n + 1}`),
  );
  expect(report).toMatchObject({ skipped: bad.length + 30, firstSkipped: all.slice(0, 20) });
  expect(all[bad.length - 1]).toContain("longer than a line can be");
});

test("IMP-5 what is no file of messages is refused with one line that says so", async () => {
  using folder = tempFolder();
  const at = (name: string, content?: string | Buffer) => {
    const path = join(folder.path, name);
    if (content !== undefined) writeFileSync(path, content);
    return path;
  };
  mkdirSync(at("folder"));
  const gzip = gzipSync(chat);
  const wrong: [string, RegExp][] = [
    [at("absent"), /^There is no file /],
    [at("folder"), /is a folder/],
    [at("empty", ""), /is empty/],
    [at("utf-32", Buffer.from([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0])), /UTF-32/],
    [at("torn.gz", gzip.subarray(0, gzip.length - 20)), /cannot be read/],
  ];
  for (const [path, message] of wrong) {
    const reading = readExport(path, { channels: ["old"] }, new ImportReport());
    await expect(reading, path).rejects.toThrow(message);
  }
});
