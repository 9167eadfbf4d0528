import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { normaliseChannelName } from "../channels/choose-channel-name.ts";
import { OperatorError } from "../operator-error.ts";
import { Refusal } from "../refusal.ts";
import { detectSource } from "./detect-source.ts";
import { Intake } from "./intake.ts";
import type { ImportReport } from "./import-report.ts";
import { checkReadable } from "./read-text-file.ts";
import { readCampfire } from "./sources/campfire-store.ts";
import { readDiscord } from "./sources/discord.ts";
import { readMattermost } from "./sources/mattermost.ts";
import { readParlorLines } from "./sources/parlor-lines.ts";
import { readSlack } from "./sources/slack.ts";
import { type SourceName, wantedChannels } from "./sources/source.ts";
import { readZulip } from "./sources/zulip.ts";

export interface ExportOptions {
  /** The channels to import; for a file of one channel the one it goes to. Empty: all. */
  channels: string[];
  /** What kind of export it is; told from the files when left out. */
  from?: SourceName | undefined;
}

/** Reads an export into an intake, which the caller closes. Throws OperatorError when it is none. */
export async function readExport(path: string, options: ExportOptions, report: ImportReport): Promise<Intake> {
  const from = options.from ?? (await detectSource(path));
  await checkShape(path, from);
  const intake = new Intake(report);
  try {
    await read(path, from, options.channels, intake);
    intake.end();
    return intake;
  } catch (failure) {
    intake.close();
    throw failure;
  }
}

const FOLDERS: readonly SourceName[] = ["slack", "zulip"];
const FILES: readonly SourceName[] = ["parlor", "mattermost", "campfire"];

/** An operator who names the kind of an export may name the wrong one, or an archive. */
async function checkShape(path: string, from: SourceName): Promise<void> {
  const { isFolder } = await checkReadable(path);
  if (isFolder && FILES.includes(from)) throw new OperatorError(`${path} is a folder: --from ${from} reads a file.`);
  if (!isFolder && FOLDERS.includes(from))
    throw new OperatorError(`${path} is a file: --from ${from} reads the unpacked folder of an export.`);
}

async function discordFiles(path: string): Promise<string[]> {
  if ((await stat(path)).isFile()) return [path];
  const names = (await readdir(path)).filter((name) => name.endsWith(".json")).sort();
  return names.map((name) => join(path, name));
}

async function read(path: string, from: SourceName, channels: string[], intake: Intake): Promise<void> {
  const wanted = wantedChannels(channels);
  switch (from) {
    case "parlor": {
      const channel = oneChannel(channels);
      if (channel === undefined) throw new OperatorError("Say which channel the messages go to: --channel NAME.");
      return readParlorLines(path, intake, channel);
    }
    case "discord": {
      const files = await discordFiles(path);
      // The one channel of a file goes where the operator says; of several, `--channel` chooses.
      const [only, ...others] = files;
      if (only !== undefined && others.length === 0) return readDiscord(only, intake, () => true, oneChannel(channels));
      for (const file of files) await readDiscord(file, intake, wanted);
      return;
    }
    case "slack":
      return readSlack(path, intake, wanted);
    case "zulip":
      return readZulip(path, intake, wanted);
    case "mattermost":
      return readMattermost(path, intake, wanted);
    case "campfire":
      return readCampfire(path, intake, wanted);
  }
}

/** A name that the operator chose is taken as it is or not at all. */
function oneChannel([name, ...more]: string[]): string | undefined {
  if (more.length > 0) throw new OperatorError("This is one channel: name one with --channel.");
  try {
    return name === undefined ? undefined : normaliseChannelName(name);
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure;
    throw new OperatorError(`"${name}" cannot be the name of a channel: ${failure.message}`, { cause: failure });
  }
}
