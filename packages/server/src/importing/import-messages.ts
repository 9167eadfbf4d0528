import type { ChannelId } from "@parlor/protocol";
import type { Database } from "../db/open-database.ts";
import { appendBatch, type NewMessage } from "../messages/message-store.ts";
import { type Author, importAuthor } from "./import-author.ts";
import { uuidFrom } from "./import-ids.ts";
import { readLine } from "./import-line.ts";

/** Messages per transaction: a stop loses at most this much work, and none of what was stored. */
const BATCH = 1_000;

export interface Imported {
  /** Messages stored by this run. */
  stored: number;
  /** Messages an earlier run had stored. */
  known: number;
}

/**
 * IMP-1, IMP-2. Stores the lines in their order. A message's clientId comes from its content and how often the same
 * content stood above it, so a second run, or one over a grown file, stores only what is missing.
 * `progress` is told the number of lines done after each commit. Throws BadLine; what came before it is stored.
 */
export async function importMessages(
  database: Database,
  channelId: ChannelId,
  lines: AsyncIterable<string> | Iterable<string>,
  progress: (done: number) => void = () => undefined,
): Promise<Imported> {
  const authors = new Map<string, Author>();
  const seen = new Map<string, number>();
  const total: Imported = { stored: 0, known: 0 };
  let batch: NewMessage[] = [];
  let number = 0;

  const commit = async () => {
    const stored = await appendBatch(database, batch);
    for (const place of stored) total[place !== "full" && place?.isNew ? "stored" : "known"] += 1;
    batch = [];
    progress(number);
  };

  try {
    for await (const line of lines) {
      number += 1;
      if (line.trim() === "") continue;
      const { at, by, text } = readLine(line, number);
      const author = authors.get(by) ?? (await importAuthor(database, by));
      authors.set(by, author);
      const content = uuidFrom(channelId, String(at), by, text);
      const copy = (seen.get(content) ?? 0) + 1;
      seen.set(content, copy);
      batch.push({ channelId, ...author, clientId: uuidFrom(content, String(copy)), text, at });
      if (batch.length === BATCH) await commit();
    }
  } finally {
    if (batch.length > 0) await commit();
  }
  return total;
}
