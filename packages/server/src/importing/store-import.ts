import { ChannelDirectory } from "../channels/channel-directory.ts";
import { createChannel } from "../channels/create-channel.ts";
import { ensureDefaultChannel } from "../channels/default-channel.ts";
import type { Database } from "../db/open-database.ts";
import type { Fanout } from "../fanout/fanout.ts";
import { OperatorError } from "../operator-error.ts";
import { ImportAuthors } from "./import-author.ts";
import { importMessages, type Imported } from "./import-messages.ts";
import { planImport } from "./import-plan.ts";
import { orderProblem } from "./import-summary.ts";
import { importTarget } from "./import-target-store.ts";
import type { Intake } from "./intake.ts";

/** Nobody listens to an import; a running server notices by itself what was stored (IMP-9). */
const unheard: Fanout = { publish: () => undefined, announce: () => undefined, drain: () => undefined };

export interface StoreOptions {
  /** Messages that are older than the newest one of their channel are stored after it all the same. */
  append?: boolean;
  progress?: ((done: number, total: number) => void) | undefined;
}

export interface ImportedChannel extends Imported {
  name: string;
}

/**
 * Stores an intake, and makes the channels that are missing. Throws OperatorError, before anything is stored, when messages would
 * stand after newer ones (IMP-3).
 */
export async function storeImport(
  database: Database,
  intake: Intake,
  { append = false, progress }: StoreOptions = {},
): Promise<ImportedChannel[]> {
  const channels = { database, channels: new ChannelDirectory(database.db), fanout: unheard };
  // As the first start would, so that an import before it leaves the same place behind.
  await ensureDefaultChannel(channels);
  const plans = await planImport(intake, importTarget(database));
  const problem = append ? undefined : orderProblem(plans);
  if (problem) throw new OperatorError(problem);

  const deps = { database, authors: new ImportAuthors(database), intake };
  const total = plans.reduce((sum, { messages }) => sum + messages, 0);
  let done = 0;
  const results: ImportedChannel[] = [];
  for (const { channel, name, about, target } of plans) {
    const { id } = target ?? (await createChannel(channels, undefined, { name, about }));
    const imported = await importMessages(deps, channel, id, (more) => progress?.((done += more), total));
    results.push({ name, ...imported });
  }
  return results;
}
