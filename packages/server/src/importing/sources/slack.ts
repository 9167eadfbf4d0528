import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { ForeignAuthor, Intake } from "../intake.ts";
import { asRecord, recordsOf, textOf } from "./json-values.ts";
import { Quoted } from "./quoted.ts";
import { readJson } from "./read-json.ts";
import { slackText } from "./slack-text.ts";
import type { Wanted } from "./source.ts";

/** Subtypes that somebody wrote; all others say what happened, such as that somebody joined. */
const WRITTEN = new Set([
  "",
  "bot_message",
  "me_message",
  "thread_broadcast",
  "reply_broadcast",
  "file_share",
  "file_comment",
]);
/** Where an export keeps what not everybody could read. */
const PRIVATE = {
  "groups.json": "private channels",
  "dms.json": "direct conversations",
  "mpims.json": "group conversations",
};

export const isSlack = (folder: string) => existsSync(join(folder, "channels.json"));

/**
 * An unpacked Slack export: users.json, channels.json, and a folder for each channel with a file for each day.
 * Source: Slack's help, "How to read Slack data exports".
 */
export async function readSlack(folder: string, intake: Intake, wanted: Wanted): Promise<void> {
  const list = async (name: string) =>
    existsSync(join(folder, name)) ? recordsOf(await readJson(join(folder, name))) : [];
  const users = new Map((await list("users.json")).map((user) => [textOf(user["id"]), user]));
  const channels = await list("channels.json");
  for (const [file, what] of Object.entries(PRIVATE)) intake.report.leave(what, (await list(file)).length);
  const names = {
    user: (id: string) => nameOf(users.get(id)),
    channel: (id: string) => textOf(channels.find((channel) => channel["id"] === id)?.["name"]),
  };
  for (const channel of channels) {
    const name = textOf(channel["name"]);
    const isArchived = channel["is_archived"] === true;
    if (!wanted(name, { isArchived })) {
      intake.report.leave(isArchived ? "archived channels" : "other channels");
      continue;
    }
    const key = textOf(channel["id"]);
    intake.channel({ key, name, about: textOf(asRecord(channel["purpose"])?.["value"]) });
    const days = existsSync(join(folder, name)) ? await readdir(join(folder, name)) : [];
    const quoted = new Quoted();
    for (const day of days.filter((file) => file.endsWith(".json")).sort()) {
      const messages = recordsOf(await readJson(join(folder, name, day)));
      for (const [at, message] of messages.entries()) {
        const where = `${name}/${day}, message ${at + 1}`;
        take(message, { where, channel: key, users, names, quoted, intake });
      }
    }
  }
}

interface Place {
  where: string;
  channel: string;
  users: Map<string, Record<string, unknown>>;
  names: Parameters<typeof slackText>[1];
  quoted: Quoted;
  intake: Intake;
}

function take(message: Record<string, unknown>, { where, channel, users, names, quoted, intake }: Place): void {
  if (message["type"] !== "message" || !WRITTEN.has(textOf(message["subtype"]))) return intake.report.leave("notices");
  for (const reaction of recordsOf(message["reactions"]))
    intake.report.leave("reactions", Number(reaction["count"]) || 1);
  const [ts, thread] = [textOf(message["ts"]), textOf(message["thread_ts"])];
  const cards = recordsOf(message["attachments"]).map((card) => textOf(card["fallback"]) || textOf(card["text"]));
  const text = slackText(textOf(message["text"]) || cards.filter(Boolean).join("\n"), names);
  const files = recordsOf(message["files"]).map((file) =>
    [textOf(file["name"]) || textOf(file["title"]) || "file", textOf(file["permalink"]) || textOf(file["url_private"])]
      .filter(Boolean)
      .join(" "),
  );
  quoted.remember(ts, text || files.join(" "));
  const isReply = thread !== "" && thread !== ts;
  const shown = isReply ? quoted.reply(thread, text) : text;
  intake.message({ where, channel, at: ts, author: authorOf(message, users), text: shown, files });
}

function authorOf(message: Record<string, unknown>, users: Place["users"]): ForeignAuthor {
  const id = textOf(message["user"]);
  const user = users.get(id) ?? asRecord(message["user_profile"]);
  const bot = textOf(message["username"]) || textOf(asRecord(message["bot_profile"])?.["name"]);
  if (id !== "") return { key: `slack ${id}`, name: nameOf(user) || bot };
  return { key: `slack bot ${textOf(message["bot_id"])} ${bot}`, name: bot };
}

function nameOf(user: Record<string, unknown> | undefined): string {
  const profile = asRecord(user?.["profile"]) ?? user;
  const names = [profile?.["display_name"], profile?.["real_name"], user?.["real_name"], user?.["name"]].map(textOf);
  return names.find((name) => name.trim() !== "") ?? "";
}
