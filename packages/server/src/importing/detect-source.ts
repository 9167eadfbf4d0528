import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { OperatorError } from "../operator-error.ts";
import { checkReadable, firstBytes, isGzip } from "./read-text-file.ts";
import { isSlack } from "./sources/slack.ts";
import type { SourceName } from "./sources/source.ts";
import { isZulip } from "./sources/zulip.ts";

/** Tells what kind of export a file or folder is. Throws OperatorError when it is none that Parlor reads. */
export async function detectSource(path: string): Promise<SourceName> {
  const { isFolder } = await checkReadable(path);
  return isFolder ? folderSource(path) : fileSource(path, await firstBytes(path, 4_096));
}

async function folderSource(path: string): Promise<SourceName> {
  if (isZulip(path)) return "zulip";
  if (isSlack(path)) return "slack";
  const [first] = (await readdir(path)).filter((name) => name.endsWith(".json")).sort();
  if (first !== undefined && isDiscord(await firstBytes(join(path, first), 4_096))) return "discord";
  throw new OperatorError(
    `${path} is a folder, and not an export that Parlor knows: Slack's, Zulip's or DiscordChatExporter's.`,
  );
}

function fileSource(path: string, start: Buffer): SourceName {
  if (start.length === 0) throw new OperatorError(`${path} is empty: there is nothing to import.`);
  const text = start.toString("latin1");
  if (text.startsWith("SQLite format 3\0")) return "campfire";
  if (
    text.startsWith("PK\u0003\u0004") ||
    (isGzip(start) && /\.(?:tar\.gz|tgz)$/.test(path)) ||
    text.slice(257, 262) === "ustar"
  )
    throw new OperatorError(`${path} is an archive: unpack it, and import the folder.`);
  if (isDiscord(start)) return "discord";
  return /"type"\s*:\s*"version"/.test(text.split("\n")[0] ?? "") ? "mattermost" : "parlor";
}

/** DiscordChatExporter writes the server and the channel first, over many lines. */
function isDiscord(start: Buffer): boolean {
  return /^(?:\u00ef\u00bb\u00bf)?\s*\{\s*"guild"\s*:/.test(start.toString("latin1"));
}
