import { limits, type ChannelId, type MessagePage, privateLimits, type Seq } from "@parlor/protocol";
import type { Database } from "../db/open-database.ts";
import { FULL, GONE } from "../db/procedures/append-messages.ts";

/** One message on its way to disk. */
export interface NewMessage {
  channelId: ChannelId;
  sessionId: string;
  clientId: string;
  personId: string;
  text: string;
  at: number;
  /** The highest seq it may get; without one any. */
  headMost?: Seq | undefined;
}

/** What became of it: its place, and whether this call put it there. Absent when the channel is gone. */
export type Stored = { seq: Seq; at: number; isNew: boolean } | undefined;

/** The same, or that there may be no more of them. */
export type Outcome = Stored | "full";

/**
 * Stores a batch in one transaction: once per (session, clientId), next seq per channel, on disk when it resolves.
 * The answers stand in the order of the batch. Rejects with DatabaseFailure; then nothing of the batch is stored.
 * What an import stores counts as read (IMP-8).
 */
export async function appendBatch(
  database: Database,
  batch: NewMessage[],
  { isImport = false } = {},
): Promise<Outcome[]> {
  const places = await database.commit("appendMessages", {
    channelId: batch.map((message) => message.channelId),
    sessionId: batch.map((message) => message.sessionId),
    clientId: batch.map((message) => message.clientId),
    personId: batch.map((message) => message.personId),
    text: batch.map((message) => message.text),
    at: batch.map((message) => message.at),
    headMost: batch.map(({ headMost = 0 }) => headMost),
    isImport,
    mostRequests: privateLimits.requestsPerKey,
  });
  return places.seq.map((seq, n) => {
    if (seq === FULL) return "full";
    return seq === GONE ? undefined : { seq, at: places.at[n] ?? 0, isNew: places.isNew[n] === true };
  });
}

export type PageRange = { before: Seq } | { after: Seq } | { newest: true };

/** Reads a run of messages with their authors and the channel's head, in one trip (MSG-5, MSG-8). */
export async function readMessages(
  database: Database,
  channelId: ChannelId,
  range: PageRange,
  limit: number,
): Promise<MessagePage> {
  const run = await database.ask("readMessages", {
    channelId,
    direction: "after" in range ? "after" : "before",
    bound: "after" in range ? range.after : "before" in range ? range.before : Number.MAX_SAFE_INTEGER,
    limit,
    units: limits.pageText,
  });
  const { head, people } = run;
  const messages = run.seq.map((seq, n) => ({
    seq,
    by: people[run.by[n] ?? 0]?.id ?? "",
    at: run.at[n] ?? 0,
    text: run.text[n] ?? "",
    clientId: run.clientId[n] ?? "",
  }));
  return { channelId, epoch: database.epoch, head, messages, people };
}
