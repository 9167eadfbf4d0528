import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { OperatorError } from "../operator-error.ts";
import { checkReadable, firstBytes, firstText, isGzip } from "./read-text-file.ts";
import { isSlack } from "./sources/slack.ts";
import type { SourceName } from "./sources/source.ts";
import { isZulip } from "./sources/zulip.ts";

/** Tells what kind of export a file or folder is. Throws OperatorError when it is none that Parlor reads. */
export async function detectSource(path: string): Promise<SourceName> {
  const { isFolder } = await checkReadable(path);
  const source = isFolder ? await folderSource(path) : await fileSource(path);
  if (source) return source;
  const inside = await exportInside(path);
  throw new OperatorError(
    inside
      ? `${path} is a folder, and the export is inside it: import ${inside}.`
      : `${path} is a folder, and not an export that Parlor knows: Slack's, Zulip's or DiscordChatExporter's. Of other exports, name the file.`,
  );
}

/** What an unpacked archive often holds beside other files, one level down: an export, or the one file of it that counts. */
async function exportInside(path: string): Promise<string | undefined> {
  for (const entry of (await readdir(path, { withFileTypes: true })).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const inside = join(path, entry.name);
    if (entry.isDirectory() && (isZulip(inside) || isSlack(inside))) return inside;
    if (entry.isFile() && entry.name.endsWith(".jsonl") && isMattermost(await firstText(inside))) return inside;
  }
  const campfire = join(path, "db", "production.sqlite3");
  return existsSync(campfire) ? campfire : undefined;
}

async function folderSource(path: string): Promise<SourceName | undefined> {
  if (isZulip(path)) return "zulip";
  if (isSlack(path)) return "slack";
  for (const name of (await readdir(path)).filter((each) => each.endsWith(".json")).sort())
    if (isDiscord(await firstText(join(path, name)))) return "discord";
  return undefined;
}

async function fileSource(path: string): Promise<SourceName> {
  const start = await firstBytes(path);
  if (start.length === 0) throw new OperatorError(`${path} is empty: there is nothing to import.`);
  const bytes = start.toString("latin1");
  if (bytes.startsWith("SQLite format 3\0")) return "campfire";
  if (isArchive(bytes) || (isGzip(start) && (/\.(?:tar\.gz|tgz)$/.test(path) || isArchive(await firstText(path)))))
    throw new OperatorError(`${path} is an archive: unpack it, and import the folder.`);
  const text = await firstText(path);
  if (isDiscord(text)) return "discord";
  return isMattermost(text) ? "mattermost" : "parlor";
}

/** A zip or a tar file, by its first 512 bytes. */
const isArchive = (start: string) => start.startsWith("PK\u0003\u0004") || start.slice(257, 262) === "ustar";

/** DiscordChatExporter writes the server and the channel first, over many lines. */
const isDiscord = (text: string) => /^\s*\{\s*"guild"\s*:/.test(text);

/** A bulk export begins with its version. */
const isMattermost = (text: string) => /"type"\s*:\s*"version"/.test(text.split("\n")[0] ?? "");
