import type { ChannelId, Message, Person } from "@parlor/protocol";
import { DatabaseFailure } from "../db/database-failure.ts";
import type { Database } from "../db/open-database.ts";
import type { Session } from "../people/session.ts";
import { Refusal } from "../refusal.ts";
import { appendBatch, type NewMessage, type Stored } from "./message-store.ts";

/** Messages one transaction takes: past a few hundred, longer transactions delay acks more than they save. */
const BATCH_MAX = 500;

/** What a session wants stored. */
export interface Draft {
  channelId: ChannelId;
  clientId: string;
  text: string;
}

interface Waiting {
  draft: Draft;
  by: Session;
  resolve(stored: Stored): void;
  reject(failure: Error): void;
}

/** New messages of one channel, in seq order, with their authors. */
export type Tell = (channelId: ChannelId, messages: Message[], people: Person[]) => void;

/**
 * The one writer of messages, with group commit: what arrives while a commit runs forms the next batch. When idle there
 * is no timer, so one send costs one commit; under load hundreds share one. After each commit the batch is told once per
 * channel, in seq order.
 */
export class MessageLog {
  readonly #database: Database;
  readonly #tell: Tell;
  #waiting: Waiting[] = [];
  #isWorking = false;

  constructor(database: Database, tell: Tell) {
    this.#database = database;
    this.#tell = tell;
  }

  /** Resolves once the message is on disk (R1). A resend resolves to its first place (R3), a gone channel to undefined. */
  append(by: Session, draft: Draft): Promise<Stored> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ by, draft, resolve, reject });
      if (!this.#isWorking) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#isWorking = true;
    // One turn of the microtask queue, so that sends of the same packet or body share the first commit too.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#commit(this.#waiting.splice(0, BATCH_MAX));
    this.#isWorking = false;
  }

  async #commit(batch: Waiting[]): Promise<void> {
    const at = Date.now();
    const rows = batch.map(({ by, draft }): NewMessage => ({ ...draft, sessionId: by.id, personId: by.person.id, at }));
    try {
      const stored = await appendBatch(this.#database, rows);
      batch.forEach(({ resolve }, n) => resolve(stored[n]));
      this.#tellNew(batch, stored);
    } catch (failure) {
      const refusal = asRefusal(failure);
      for (const { reject } of batch) reject(refusal);
    }
  }

  #tellNew(batch: Waiting[], stored: Stored[]): void {
    const byChannel = Map.groupBy(
      batch.flatMap(({ by, draft }, n) => (stored[n]?.isNew ? [{ by, draft, ...stored[n] }] : [])),
      ({ draft }) => draft.channelId,
    );
    for (const [channelId, group] of byChannel) {
      const messages = group.map(({ by, draft: { text, clientId }, seq, at }) => ({
        seq,
        by: by.person.id,
        at,
        text,
        clientId,
      }));
      const people = new Map(group.map(({ by }) => [by.person.id, by.person]));
      this.#tell(channelId, messages, [...people.values()]);
    }
  }
}

function asRefusal(failure: unknown): Error {
  if (failure instanceof DatabaseFailure && failure.isFull) return new Refusal("storage_full");
  return failure instanceof Error ? failure : new Error("the commit failed", { cause: failure });
}
