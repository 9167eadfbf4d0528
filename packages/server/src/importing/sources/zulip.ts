import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { ForeignAuthor, Intake } from "../intake.ts";
import { asRecord, recordsOf, textOf } from "./json-values.ts";
import { readJson } from "./read-json.ts";
import type { Wanted } from "./source.ts";

/** Zulip's number for recipients that are channels; others are one person or a group. */
const CHANNEL = 2;

export const isZulip = (folder: string) => existsSync(join(folder, "realm.json"));

/**
 * An unpacked Zulip export: realm.json and messages-000001.json and on. Source: Zulip's help, "Export your organization", and
 * `zerver/lib/export.py`. A topic stands before the message, since Parlor has none.
 */
export async function readZulip(folder: string, intake: Intake, wanted: Wanted): Promise<void> {
  const realm = asRecord(await readJson(join(folder, "realm.json"))) ?? {};
  const site =
    textOf(recordsOf(realm["zerver_realm"])[0]?.["uuid"]) || textOf(recordsOf(realm["zerver_realm"])[0]?.["string_id"]);
  const tables = ["zerver_userprofile", "zerver_userprofile_mirrordummy", "zerver_userprofile_crossrealm"];
  const people = new Map(
    tables
      .flatMap((table) => recordsOf(realm[table]))
      .map((user) => [textOf(user["id"]), textOf(user["full_name"]) || textOf(user["email"])]),
  );
  const author = (id: string): ForeignAuthor => ({ key: `zulip ${site} ${id}`, name: people.get(id) ?? "" });
  const channels = takeChannels(realm, intake, wanted);
  intake.report.leave("reactions", recordsOf(realm["zerver_reaction"]).length);

  const files = (await readdir(folder)).filter((name) => /^messages-\d+\.json$/.test(name)).sort();
  for (const name of files) {
    const file = asRecord(await readJson(join(folder, name)));
    intake.report.leave("reactions", recordsOf(file?.["zerver_reaction"]).length);
    for (const message of recordsOf(file?.["zerver_message"])) {
      const channel = channels.get(textOf(message["recipient"]));
      if (channel === undefined || channel === "") {
        intake.report.leave(channel === undefined ? "direct messages" : "messages of channels left out");
        continue;
      }
      const topic = textOf(message["subject"]).trim();
      const text = zulipText(textOf(message["content"]));
      intake.message({
        where: `${name}, message ${textOf(message["id"])}`,
        channel,
        at: message["date_sent"],
        author: author(textOf(message["sender"])),
        text: topic === "" || topic === "(no topic)" || text === "" ? text : `[${topic}] ${text}`,
      });
    }
  }
}

/** The channels' keys by the ids of their recipients; an empty one for a channel that is left out. */
function takeChannels(realm: Record<string, unknown>, intake: Intake, wanted: Wanted): Map<string, string> {
  const streams = new Map(recordsOf(realm["zerver_stream"]).map((stream) => [textOf(stream["id"]), stream]));
  const channels = new Map<string, string>();
  for (const recipient of recordsOf(realm["zerver_recipient"])) {
    const id = textOf(recipient["type_id"]);
    const stream = streams.get(id);
    if (recipient["type"] !== CHANNEL || !stream) continue;
    const name = textOf(stream["name"]);
    const isArchived = stream["deactivated"] === true;
    const what =
      stream["invite_only"] === true ? "private channels" : isArchived ? "archived channels" : "other channels";
    const isTaken = stream["invite_only"] !== true && wanted(name, { isArchived });
    channels.set(textOf(recipient["id"]), isTaken ? id : "");
    if (isTaken) intake.channel({ key: id, name, about: textOf(stream["description"]) });
    else intake.report.leave(what);
  }
  return channels;
}

/** Zulip's Markdown with its mentions and links to channels as people say them. */
function zulipText(content: string): string {
  return content
    .replace(/@_?\*\*([^*|]+)(?:\|\d+)?\*\*/g, "@$1")
    .replace(/@_?\*([^*]+)\*/g, "@$1")
    .replace(/#\*\*([^*>]+)>([^*]+)\*\*/g, "#$1 > $2")
    .replace(/#\*\*([^*]+)\*\*/g, "#$1")
    .replace(
      /!?\[([^\]\n]*)\]\((\/user_uploads\/[^\s)]+)\)/g,
      (_, label: string, path: string) => `${label || "file"} ${path}`,
    )
    .replace(/\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)/g, (_, label: string, url: string) =>
      label === url ? url : `${label} (${url})`,
    );
}
