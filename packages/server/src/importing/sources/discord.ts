import { basename } from "node:path";
import type { ForeignAuthor, Intake } from "../intake.ts";
import { asRecord, recordsOf, textOf } from "./json-values.ts";
import { Quoted } from "./quoted.ts";
import { readJson } from "./read-json.ts";
import type { Wanted } from "./source.ts";

const WRITTEN = new Set(["Default", "Reply", "ChatInputCommand", "ContextMenuCommand", "ThreadStarterMessage"]);

/**
 * A file of DiscordChatExporter in its JSON form: one channel, called `name` here, else as it was there. Source: its
 * `JsonMessageWriter.cs`.
 */
export async function readDiscord(path: string, intake: Intake, wanted: Wanted, name?: string): Promise<void> {
  const file = asRecord(await readJson(path));
  const channel = asRecord(file?.["channel"]);
  if (!channel || !Array.isArray(file?.["messages"]))
    return intake.report.skip(basename(path), "it is not a file of DiscordChatExporter");
  const messages = recordsOf(file["messages"]);
  if (textOf(channel["type"]).startsWith("Direct")) return intake.report.leave("direct conversations");
  if (!wanted(textOf(channel["name"]))) return intake.report.leave("other channels");
  const key = textOf(channel["id"]);
  intake.channel({ key, name: name ?? textOf(channel["name"]), about: textOf(channel["topic"]) });
  const quoted = new Quoted();
  for (const [at, message] of messages.entries()) {
    if (!WRITTEN.has(textOf(message["type"]))) {
      intake.report.leave("notices");
      continue;
    }
    leaveReactions(message, intake);
    intake.message({ where: `message ${at + 1}`, channel: key, ...contentOf(message, quoted) });
  }
}

function leaveReactions(message: Record<string, unknown>, { report }: Intake): void {
  for (const reaction of recordsOf(message["reactions"])) report.leave("reactions", Number(reaction["count"]) || 1);
}

/** What one message says; an answer begins with what it answers. */
function contentOf(message: Record<string, unknown>, quoted: Quoted) {
  const text = textFrom(message);
  const files = filesOf(message);
  quoted.remember(textOf(message["id"]), text || files.join(" "));
  const answered = message["type"] === "Reply" ? textOf(asRecord(message["reference"])?.["messageId"]) : "";
  return {
    at: message["timestamp"],
    author: authorOf(asRecord(message["author"])),
    text: answered === "" ? text : quoted.reply(answered, text),
    files,
  };
}

function textFrom(message: Record<string, unknown>): string {
  const people = new Map(recordsOf(message["mentions"]).map((one) => [textOf(one["id"]), nameOf(one)]));
  const content = textOf(message["content"])
    .replace(/<@!?(\d+)>/g, (whole, id: string) => (people.has(id) ? `@${people.get(id)}` : whole))
    .replace(/<a?(:\w+:)\d+>/g, "$1");
  const embeds = recordsOf(message["embeds"]).map((embed) =>
    [embed["title"], embed["description"], ...recordsOf(embed["fields"]).map(fieldText), embed["url"]]
      .map(textOf)
      .filter(Boolean)
      .join("\n"),
  );
  const forwarded = textOf(asRecord(message["forwardedMessage"])?.["content"]);
  // A preview of a link in the text says nothing new; a bot's card is all there is.
  return content || forwarded || embeds.filter(Boolean).join("\n");
}

/** A row of a bot's card. */
const fieldText = (field: Record<string, unknown>): string =>
  [field["name"], field["value"]].map(textOf).filter(Boolean).join(": ");

function filesOf(message: Record<string, unknown>): string[] {
  const files = recordsOf(message["attachments"]).map((file) =>
    `${textOf(file["fileName"])} ${textOf(file["url"])}`.trim(),
  );
  return [...files, ...recordsOf(message["stickers"]).map((sticker) => `[sticker: ${textOf(sticker["name"])}]`)];
}

function authorOf(author: Record<string, unknown> | undefined): ForeignAuthor {
  return { key: `discord ${textOf(author?.["id"])}`, name: nameOf(author) };
}

function nameOf(person: Record<string, unknown> | undefined): string {
  return textOf(person?.["nickname"]) || textOf(person?.["name"]);
}
