import type { FileLine } from "../read-lines.ts";
import { readLines } from "../read-lines.ts";
import { firstText, readTextFile } from "../read-text-file.ts";
import type { ForeignAuthor, Intake } from "../intake.ts";
import { asRecord, textOf } from "./json-values.ts";
import { readJson } from "./read-json.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true });
const lenient = new TextDecoder("utf-8");

/** The one channel of such a file; its name comes from the operator. */
const CHANNEL = "lines";
/** Fields of a line that a reason names: a message of any chat has its time and its text among the first. */
const FIELDS_NAMED = 12;

/** What a file of this format looks like, for the operator. */
const LINE_EXAMPLE = '{"at": "2024-01-31T12:00:00Z", "by": "Ada", "text": "Hello"}';

/**
 * Parlor's own format: a JSON object a line with `at`, `by` and `text`, or one JSON array of such objects. `by` is a name, or
 * `{id, name}` where names are not unique; `files` may list what was attached. Lines that cannot be used are reported with their
 * number.
 */
export async function readParlorLines(path: string, intake: Intake, channel: string): Promise<void> {
  intake.channel({ key: CHANNEL, name: channel });
  intake.report.example = LINE_EXAMPLE;
  // A line of its own begins with `{`.
  if ((await firstText(path)).trimStart().startsWith("[")) {
    const messages: unknown = await readJson(path);
    if (Array.isArray(messages))
      for (const [at, message] of messages.entries()) readMessage(message, `message ${at + 1}`, intake);
    return;
  }
  for await (const lines of readLines(readTextFile(path))) for (const line of lines) readLine(line, intake);
}

function readLine({ number, bytes }: FileLine, intake: Intake): void {
  const where = `line ${number}`;
  if (!bytes) return intake.report.skip(where, "it is longer than a line can be");
  const text = decoded(bytes, intake);
  if (text.trim() === "") return;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return intake.report.skip(where, `it is not JSON: ${text.slice(0, 60)}`);
  }
  readMessage(json, where, intake);
}

function readMessage(json: unknown, where: string, intake: Intake): void {
  const line = asRecord(json);
  if (!line) return intake.report.skip(where, "it is not an object with `at`, `by` and `text`");
  const files = filesOf(line["files"]);
  const text = line["text"] ?? (files.length > 0 ? "" : undefined);
  for (const [field, value] of [
    ["at", line["at"]],
    ["text", text],
  ] as const) {
    if (value === undefined || value === null) return intake.report.skip(where, missing(field, line));
  }
  if (typeof text !== "string") return intake.report.skip(where, "its `text` is not a string");
  const author = authorOf(line["by"]);
  if (!author) return intake.report.skip(where, "its `by` is neither a name nor an object with `id` and `name`");
  // Under another key than `by` the authors would be lost without a word.
  if (author.key === "") intake.report.nameless += 1;
  intake.message({ where, channel: CHANNEL, at: line["at"], author, text, files });
}

/** Names the field that is expected, and those that are there, one of which may be it under another name. */
function missing(field: string, line: Record<string, unknown>): string {
  const found = Object.keys(line).slice(0, FIELDS_NAMED);
  return `it has no \`${field}\`; its fields are ${found.map((name) => `\`${name}\``).join(", ") || "none"}`;
}

function decoded(bytes: Buffer, intake: Intake): string {
  try {
    return utf8.decode(bytes);
  } catch {
    intake.report.changed += 1;
    return lenient.decode(bytes);
  }
}

/** People are told apart by what the file calls them: each spelling is somebody of their own, and a missing name somebody too. */
function authorOf(by: unknown): ForeignAuthor | undefined {
  if (by === undefined || by === null) return { key: "", name: "" };
  if (typeof by === "string" || typeof by === "number") return { key: String(by), name: String(by) };
  const person = asRecord(by);
  if (!person) return undefined;
  const name = textOf(person["name"]);
  const id = textOf(person["id"]);
  return id === "" ? { key: name, name } : { key: JSON.stringify({ id }), name };
}

/** Names of files, or objects with `name` and `url`. */
function filesOf(files: unknown): string[] {
  if (!Array.isArray(files)) return [];
  return files
    .map((file) => {
      const record = asRecord(file);
      return record ? [textOf(record["name"]), textOf(record["url"])].filter(Boolean).join(" ") : textOf(file);
    })
    .filter((line) => line !== "");
}
