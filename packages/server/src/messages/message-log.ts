import { limits, type Message, type Person } from "@parlor/protocol";
import { DatabaseFailure } from "../db/database-failure.ts";
import type { Database } from "../db/open-database.ts";
import type { Counts } from "../metrics/counts.ts";
import type { Session } from "../people/session.ts";
import { Refusal } from "../refusal.ts";
import type { Room } from "../rooms/room.ts";
import { BatchPace } from "./batch-pace.ts";
import { appendBatch, type NewMessage, type Stored } from "./message-store.ts";
import { SendOrder } from "./send-order.ts";

/** Messages one transaction takes: past a few hundred, longer transactions delay acks more than they save. */
const BATCH_MAX = 500;

/** Messages that may wait for the disk, over all sessions: half a second of the most it ever takes. */
const WAITING_MAX = 10_000;
/**
 * UTF-16 units of all their texts: as many of the longest that a channel takes, some 80 MB at worst. A sealed message may have
 * eleven times as much, and a disk that stalls must not fill the memory too.
 */
const WAITING_TEXT_MAX = WAITING_MAX * limits.messageText;
const RETRY_AFTER_MS = 1_000;

/** What a session wants stored. */
export interface Draft {
  room: Room;
  clientId: string;
  text: string;
  /** MSG-9. The message this one follows. */
  after?: string | undefined;
}

interface Waiting {
  draft: Draft;
  by: Session;
  resolve(stored: Stored): void;
  reject(failure: Error): void;
}

/** New messages of one room, in seq order, with their authors. */
export type Tell = (room: Room, messages: Message[], people: Person[]) => void;

/**
 * The one writer of messages, with group commit: what arrives while a commit runs, or within a few milliseconds of the start
 * of the last one, is the next batch (see `BatchPace`). After each commit the batch is told once per room, in seq order.
 */
export class MessageLog {
  readonly #database: Database;
  readonly #counts: Counts;
  readonly #tell: Tell;
  readonly #hasEnded: (sessionId: string) => boolean;
  readonly #order = new SendOrder();
  readonly #pace = new BatchPace();
  #waiting: Waiting[] = [];
  #waitingText = 0;
  #isWorking = false;

  /** `hasEnded` tells whether a session has ended: what it wants stored and is not yet on its way to the disk is refused (CON-7). */
  constructor(database: Database, counts: Counts, tell: Tell, hasEnded: (sessionId: string) => boolean = () => false) {
    this.#hasEnded = hasEnded;
    this.#database = database;
    this.#counts = counts;
    this.#tell = tell;
  }

  /**
   * Resolves once the message is on disk (R1). A resend resolves to its first place (R3), a gone channel to undefined.
   * Rejects with `unavailable` while too many wait already, and with `limit_reached` where the room takes no more.
   */
  append(by: Session, draft: Draft): Promise<Stored> {
    if (this.#waiting.length >= WAITING_MAX || this.#waitingText >= WAITING_TEXT_MAX) {
      return Promise.reject(new Refusal("unavailable", { retryAfterMs: RETRY_AFTER_MS }));
    }
    this.#waitingText += draft.text.length;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ by, draft, resolve, reject });
      if (this.#isWorking) this.#pace.grown(this.#waiting.length);
      else void this.#work();
    });
  }

  /** Messages that wait for the next commit. */
  get waiting(): number {
    return this.#waiting.length;
  }

  async #work(): Promise<void> {
    this.#isWorking = true;
    while (this.#waiting.length > 0) {
      await this.#pace.next(this.#waiting.length);
      const taken = this.#waiting.splice(0, BATCH_MAX);
      for (const { draft } of taken) this.#waitingText -= draft.text.length;
      await this.#commit(taken);
    }
    this.#isWorking = false;
  }

  async #commit(taken: Waiting[]): Promise<void> {
    const [over, alive] = [
      taken.filter(({ by }) => this.#hasEnded(by.id)),
      taken.filter(({ by }) => !this.#hasEnded(by.id)),
    ];
    for (const { reject } of over) reject(new Refusal("unauthenticated"));
    const batch = this.#order.sift(alive, ({ reject }) => reject(new Refusal("out_of_order")));
    if (batch.length === 0) return;
    const at = Date.now();
    const since = performance.now();
    const rows = batch.map(({ by, draft: { room, clientId, text } }): NewMessage => {
      const headMost = room.kind === "conversation" ? room.headMost : undefined;
      return { channelId: room.id, sessionId: by.id, clientId, personId: by.person.id, text, at, headMost };
    });
    try {
      const outcomes = await appendBatch(this.#database, rows);
      const stored = outcomes.map((outcome) => (outcome === "full" ? undefined : outcome));
      this.#counts.committed(batch.length, performance.now() - since);
      batch.forEach((each, n) => {
        const place = stored[n];
        if (place) this.#counts.sent(place.isNew);
        if (place) this.#order.keep(each);
        if (outcomes[n] === "full") each.reject(new Refusal("limit_reached"));
        else each.resolve(place);
      });
      this.#tellNew(batch, stored);
    } catch (failure) {
      const refusal = asRefusal(failure);
      for (const { reject } of batch) reject(refusal);
    }
  }

  #tellNew(batch: Waiting[], stored: Stored[]): void {
    const byRoom = Map.groupBy(
      batch.flatMap(({ by, draft }, n) => (stored[n]?.isNew ? [{ by, draft, ...stored[n] }] : [])),
      ({ draft }) => draft.room.id,
    );
    for (const group of byRoom.values()) {
      const messages = group.map(({ by, draft: { text, clientId }, seq, at }) => ({
        seq,
        by: by.person.id,
        at,
        text,
        clientId,
      }));
      const people = new Map(group.map(({ by }) => [by.person.id, by.person]));
      const [first] = group;
      if (first) this.#tell(first.draft.room, messages, [...people.values()]);
    }
  }
}

function asRefusal(failure: unknown): Error {
  if (failure instanceof DatabaseFailure && failure.isFull) return new Refusal("storage_full");
  return failure instanceof Error ? failure : new Error("the commit failed", { cause: failure });
}
