import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { normaliseChannelName } from "../channels/choose-channel-name.ts";
import { OperatorError } from "../operator-error.ts";
import { Refusal } from "../refusal.ts";
import { detectSource } from "./detect-source.ts";
import { Intake } from "./intake.ts";
import type { ImportReport } from "./import-report.ts";
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

async function read(path: string, from: SourceName, channels: string[], intake: Intake): Promise<void> {
  const wanted = wantedChannels(channels);
  switch (from) {
    case "parlor": {
      const channel = oneChannel(channels);
      if (channel === undefined) throw new OperatorError("Say which channel the messages go to: --channel NAME.");
      return readParlorLines(path, intake, channel);
    }
    case "discord": {
      const files = path.endsWith(".json")
        ? [path]
        : (await readdir(path)).filter((name) => name.endsWith(".json")).sort();
      if (files.length === 1)
        return readDiscord(
          path.endsWith(".json") ? path : join(path, files[0] ?? ""),
          intake,
          wanted,
          oneChannel(channels),
        );
      for (const name of files) await readDiscord(join(path, name), intake, wanted);
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
