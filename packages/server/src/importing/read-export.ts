import { normaliseChannelName } from "../channels/choose-channel-name.ts";
import { OperatorError } from "../operator-error.ts";
import { Refusal } from "../refusal.ts";
import { Intake } from "./intake.ts";
import type { ImportReport } from "./import-report.ts";
import { checkReadable, firstBytes } from "./read-text-file.ts";
import { readParlorLines } from "./sources/parlor-lines.ts";

export interface ExportOptions {
  /** The channels to import; for a file of lines the one they go to. Empty: all. */
  channels: string[];
}

/** A name that the operator chose is taken as it is or not at all. */
function checkChannelName(name: string): void {
  try {
    normaliseChannelName(name);
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure;
    throw new OperatorError(`"${name}" cannot be the name of a channel: ${failure.message}`, { cause: failure });
  }
}

/** Reads an export into an intake, which the caller closes. Throws OperatorError when it is none. */
export async function readExport(path: string, { channels }: ExportOptions, report: ImportReport): Promise<Intake> {
  const { isFolder } = await checkReadable(path);
  if (isFolder) throw new OperatorError(`${path} is a folder: name a file.`);
  if ((await firstBytes(path)).length === 0) throw new OperatorError(`${path} is empty: there is nothing to import.`);
  const [channel, ...more] = channels;
  if (channel === undefined || more.length > 0)
    throw new OperatorError("Say which channel the messages go to: --channel NAME.");
  checkChannelName(channel);
  const intake = new Intake(report);
  try {
    await readParlorLines(path, intake, channel);
    intake.end();
    return intake;
  } catch (failure) {
    intake.close();
    throw failure;
  }
}
