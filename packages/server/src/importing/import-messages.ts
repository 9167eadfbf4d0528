import type { ChannelId } from "@parlor/protocol";
import type { Database } from "../db/open-database.ts";
import { OperatorError } from "../operator-error.ts";
import { appendBatch, type NewMessage } from "../messages/message-store.ts";
import { identified } from "./identified.ts";
import type { ImportAuthors } from "./import-author.ts";
import type { Intake } from "./intake.ts";

/** Messages per transaction: a stop loses at most this much work, and none of what was stored. */
const BATCH = 1_000;

export interface Imported {
  /** Messages stored by this run. */
  stored: number;
  /** Messages an earlier run had stored. */
  known: number;
}

export interface ImportDeps {
  database: Database;
  authors: ImportAuthors;
  intake: Intake;
}

/**
 * IMP-1, IMP-2. Stores what is staged as `channel`, by time. `progress` is told how many were done with each commit.
 * Throws OperatorError when the channel is archived meanwhile; what was stored before stays.
 */
export async function importMessages(
  { database, authors, intake }: ImportDeps,
  channel: number,
  channelId: ChannelId,
  progress: (done: number) => void = () => undefined,
): Promise<Imported> {
  const total: Imported = { stored: 0, known: 0 };
  let batch: NewMessage[] = [];

  const commit = async () => {
    const stored = await appendBatch(database, batch, { isImport: true });
    for (const place of stored) {
      if (place === undefined || place === "full")
        throw new OperatorError("The channel was archived during the import: the rest was not stored.");
      total[place.isNew ? "stored" : "known"] += 1;
    }
    progress(batch.length);
    batch = [];
  };

  for (const { at, text, author, clientId } of identified(channelId, intake.staged.inOrder(channel), intake.authors)) {
    batch.push({ channelId, ...(await authors.of(author)), clientId, text, at });
    if (batch.length === BATCH) await commit();
  }
  if (batch.length > 0) await commit();
  return total;
}
