import type { ForeignAuthor, Intake } from "../intake.ts";
import { readLines } from "../read-lines.ts";
import { readTextFile } from "../read-text-file.ts";
import { asRecord, recordsOf, textOf } from "./json-values.ts";
import { Quoted } from "./quoted.ts";
import type { Wanted } from "./source.ts";

type Fields = Record<string, unknown>;

/** A Mattermost bulk export: a JSON object a line, each with its `type`. Source: its docs, "Bulk loading data". */
export async function readMattermost(path: string, intake: Intake, wanted: Wanted): Promise<void> {
  const reader = new MattermostLines(intake, wanted);
  for await (const lines of readLines(readTextFile(path))) {
    for (const { number, bytes } of lines) {
      const where = `line ${number}`;
      if (!bytes) {
        intake.report.skip(where, "it is longer than a line can be");
        continue;
      }
      const text = bytes.toString("utf8");
      if (text.trim() !== "") reader.line(where, text);
    }
  }
}

class MattermostLines {
  readonly #intake: Intake;
  readonly #wanted: Wanted;
  readonly #users = new Map<string, string>();
  /** Keys of the channels that are taken. */
  readonly #taken = new Set<string>();

  constructor(intake: Intake, wanted: Wanted) {
    this.#intake = intake;
    this.#wanted = wanted;
  }

  line(where: string, text: string): void {
    let line: Fields | undefined;
    try {
      line = asRecord(JSON.parse(text));
    } catch {
      return this.#intake.report.skip(where, "it is not JSON");
    }
    const type = textOf(line?.["type"]);
    const value = asRecord(line?.[type]);
    if (type === "channel" && value) this.#channel(value);
    else if (type === "user" && value) this.#users.set(textOf(value["username"]), nameOf(value));
    else if (type === "post" && value) this.#post(where, value);
    else if (type === "direct_channel") this.#intake.report.leave("direct conversations");
    else if (type === "direct_post") this.#intake.report.leave("direct messages");
  }

  #channel(channel: Fields): void {
    const { report } = this.#intake;
    const name = textOf(channel["display_name"]) || textOf(channel["name"]);
    const isArchived = Number(channel["delete_at"] ?? channel["deleted_at"] ?? 0) > 0;
    if (channel["type"] !== "O") return report.leave("private channels");
    if (!this.#wanted(name, { isArchived }) && !this.#wanted(textOf(channel["name"]), { isArchived }))
      return report.leave(isArchived ? "archived channels" : "other channels");
    const key = keyOf(channel["team"], channel["name"]);
    this.#taken.add(key);
    this.#intake.channel({ key, name, about: textOf(channel["purpose"]) || textOf(channel["header"]) });
  }

  #post(where: string, post: Fields): void {
    const channel = keyOf(post["team"], post["channel"]);
    const { report } = this.#intake;
    if (!this.#taken.has(channel)) return report.leave("messages of channels left out");
    if (Number(post["delete_at"] ?? 0) > 0) return report.leave("deleted messages");
    if (textOf(post["type"]).startsWith("system_")) return report.leave("notices");
    const quoted = new Quoted();
    quoted.remember("", textOf(post["message"]));
    this.#message(where, channel, post, textOf(post["message"]));
    for (const [at, reply] of recordsOf(post["replies"]).entries())
      this.#message(`${where}, reply ${at + 1}`, channel, reply, quoted.reply("", textOf(reply["message"])));
  }

  #message(where: string, channel: string, post: Fields, text: string): void {
    this.#intake.report.leave("reactions", recordsOf(post["reactions"]).length);
    const files = recordsOf(post["attachments"]).map((file) => textOf(file["path"]).replace(/^.*\//, ""));
    this.#intake.message({
      where,
      channel,
      at: post["create_at"],
      author: this.#author(textOf(post["user"])),
      text,
      files,
    });
  }

  #author(username: string): ForeignAuthor {
    return { key: `mattermost ${username}`, name: this.#users.get(username) ?? username };
  }
}

const keyOf = (team: unknown, channel: unknown) => JSON.stringify([textOf(team), textOf(channel)]);

function nameOf(user: Fields): string {
  const full = `${textOf(user["first_name"])} ${textOf(user["last_name"])}`.trim();
  return textOf(user["nickname"]) || full || textOf(user["username"]);
}
