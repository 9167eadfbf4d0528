import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test, vi } from "vitest";
import { ChannelDirectory } from "../channels/channel-directory.ts";
import { ensureDefaultChannel } from "../channels/default-channel.ts";
import { openDatabase } from "../db/open-database.ts";
import { OperatorError } from "../operator-error.ts";
import { unheard } from "../fanout/unheard.ts";
import { runParlor } from "../testing/run-parlor.ts";
import { tempFolder } from "../testing/temp-database.ts";
import { command } from "./import.ts";

const AT = Date.UTC(2024, 0, 1);
const line = (at: number, by: string, text: string) => `${JSON.stringify({ at: AT + at, by, text })}\n`;

/** Runs the command in this process, as `parlor import` would: what it printed, and the line it ended with if it failed. */
async function run(dataDir: string, ...args: string[]): Promise<{ stdout: string; failure: string | undefined }> {
  vi.stubEnv("DATA_DIR", dataDir);
  const lines: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(`${line}\n`));
  try {
    await command.run(args);
    return { stdout: lines.join(""), failure: undefined };
  } catch (failure) {
    // Anything else would be shown with its stack, as a bug.
    if (!(failure instanceof OperatorError)) throw failure;
    return { stdout: lines.join(""), failure: failure.message };
  } finally {
    log.mockRestore();
    vi.unstubAllEnvs();
  }
}

/** Everything about a folder that a change would change. */
const stateOf = (folder: string) =>
  readdirSync(folder).map((name) => [
    name,
    statSync(join(folder, name)).mtimeMs,
    readFileSync(join(folder, name), "hex"),
  ]);

test("IMP-6 a dry run says what would happen and changes nothing, before the first start and after it", async () => {
  using folder = tempFolder();
  const [dataDir, file, list] = ["data", "chat.jsonl", "skipped.txt"].map((name) => join(folder.path, name)) as [
    string,
    string,
    string,
  ];
  const bad = Array.from({ length: 25 }, () => "?\n").join("");
  writeFileSync(file, line(2, "Bo", "x".repeat(5_000)) + line(1, "Ada", "one") + bad);

  const dry = await run(dataDir, file, "--channel", "Old Days", "--dry-run", "--skipped", list);
  expect(dry).toMatchObject({ failure: undefined });
  expect(dry.stdout).toContain(
    "#Old Days (a new channel): 3 messages by 2 authors, 2024-01-01 00:00 UTC to 2024-01-01 00:00 UTC",
  );
  expect(dry.stdout).toContain("1 text over 4000 characters became 2 messages.");
  expect(dry.stdout).toMatch(/Skipped 25 messages:\n {2}line 3: it is not JSON/);
  expect(dry.stdout).toContain("and 5 more");
  expect(readFileSync(list, "utf8").trim().split("\n")).toHaveLength(25);
  expect(existsSync(dataDir)).toBe(false);

  expect(await run(dataDir, file, "--channel", "Old Days")).toMatchObject({
    failure: undefined,
    stdout: expect.stringContaining("3 messages imported into #Old Days; 0 were there already.\n"),
  });
  const before = stateOf(dataDir);
  writeFileSync(file, line(0, "Ada", "older") + line(2, "Bo", "x".repeat(5_000)) + line(1, "Ada", "one"));
  const again = await run(dataDir, file, "--channel", "old days", "--dry-run");
  expect(again.stdout).toMatch(/#Old Days: 4 messages .*; there already: 3; older than the newest message there: 1/);
  expect(again.stdout).toContain("It would be refused.");
  expect(stateOf(dataDir)).toEqual(before);

  expect(await run(dataDir, file, "--channel", "old days")).toMatchObject({
    failure: expect.stringMatching(/^Nothing was imported: .*--append[^\n]*$/),
  });
});

test("IMP-6 an import before the first start leaves the default channel as a first start does, also when it goes there", async () => {
  using folder = tempFolder();
  const file = join(folder.path, "chat.jsonl");
  writeFileSync(file, line(1, "Ada", "one"));
  expect(await run(folder.path, file, "--channel", "#General")).toMatchObject({ failure: undefined });
  const database = await openDatabase(folder.path);
  const channels = new ChannelDirectory(database.db);
  await ensureDefaultChannel({ database, channels, fanout: unheard });
  expect(await channels.list()).toMatchObject([{ name: "general", is_default: 1, head: 1 }]);
  await database.close();
});

test("IMP-5 what cannot be imported ends with one line and no data folder", async () => {
  using folder = tempFolder();
  const dataDir = join(folder.path, "data");
  const file = join(folder.path, "chat.jsonl");
  writeFileSync(file, "\x7fELF\x02\x01\x1b[31mred\n");
  const nothing = await run(dataDir, file, "--channel", "old");
  expect(nothing.failure).toMatch(
    / has no message that can be imported\. It needs a line for each, such as \{"at": [^\n]*$/,
  );
  expect(nothing.stdout).toContain("line 1: it is not JSON");
  expect(nothing.stdout).not.toContain("\x1b");
  writeFileSync(file, line(1, "Ada", "one"));
  const wrong: [string[], string][] = [
    [[file], "Say which channel"],
    [[file, "--channel", "\u200B"], "cannot be the name of a channel"],
    [[folder.path, "--channel", "old"], "is a folder"],
    [[file, "--channel", "old", "--skipped", "/nowhere/list"], "/nowhere/list cannot be written"],
    [[file, file, "--channel", "old"], ""],
  ];
  for (const [args, message] of wrong)
    expect((await run(dataDir, ...args)).failure).toMatch(new RegExp(`^.*${message}.*$`));
  expect(existsSync(dataDir)).toBe(false);
});

/** Makes a data folder that no import can use. */
const unusable: [string, (dataDir: string) => unknown][] = [
  ["is a file", (dataDir) => writeFileSync(dataDir, "")],
  ["is a link to nothing", (dataDir) => symlinkSync("none", dataDir)],
  ["leads back to itself", (dataDir) => symlinkSync(dataDir, dataDir)],
  ["has the database of another program", (dataDir) => withDatabase(dataDir, "create table bookmark (url)")],
  ["has a damaged database", (dataDir) => withFile(dataDir, Buffer.alloc(9_000, "no database"))],
  ["has an empty text file", (dataDir) => withFile(dataDir, Buffer.from("hello"))],
  ["has a folder for a database", (dataDir) => mkdirSync(join(dataDir, "parlor.db"), { recursive: true })],
  ["has a linked database", (dataDir) => mkdirSync(dataDir) ?? symlinkSync("/dev/null", join(dataDir, "parlor.db"))],
  ["was used by a newer Parlor", newer],
  [
    "was used by a newer Parlor that told its version",
    (dataDir) => newer(dataDir, "insert into meta values ('parlor_version', '9.1.0')"),
  ],
];

function withFile(dataDir: string, content: Buffer): void {
  mkdirSync(dataDir);
  writeFileSync(join(dataDir, "parlor.db"), content);
}

function withDatabase(dataDir: string, sql: string): void {
  mkdirSync(dataDir, { recursive: true });
  const db = new DatabaseSync(join(dataDir, "parlor.db"));
  db.exec(sql);
  db.close();
}

async function newer(dataDir: string, sql = ""): Promise<void> {
  await (await openDatabase(dataDir)).close();
  withDatabase(dataDir, `insert into kysely_migration values ('9999-future', 'x'); ${sql}`);
}

test.each(unusable)("IMP-6 a dry run into a data folder that %s ends as the import would", async (_what, make) => {
  using folder = tempFolder();
  const [dataDir, file] = [join(folder.path, "data"), join(folder.path, "chat.jsonl")];
  await make(dataDir);
  writeFileSync(file, line(1, "Ada", "one"));
  const args = ["import", file, "--channel", "old"];
  const dry = await runParlor([...args, "--dry-run"], { DATA_DIR: dataDir });
  const real = await runParlor(args, { DATA_DIR: dataDir });
  expect(dry).toEqual({ status: 1, stdout: "", stderr: real.stderr });
  expect(dry.stderr.trim().split("\n")).toHaveLength(1);
});
