import type { Database } from "./open-database.ts";
import { DatabaseFailure } from "./database-failure.ts";

/** After a failed commit: how often it is tried whether storing works again. */
const PROBE_EVERY_MS = 2_000;
/** How often it is looked whether the database is still in the data folder. */
const LOOK_EVERY_MS = 1_000;
/** While nobody writes, one answer to "can it store?" counts this long: anybody may ask, and each try costs the disk a write. */
const FRESH_MS = 5_000;
/** A disk that does not answer within this time cannot store anything either. */
const ANSWER_WITHIN_MS = 2_000;
/** What a try writes: while all is well next to nothing, after a failure as much as the longest message. */
const SMALL_BYTES = 16;
const LARGE_BYTES = 65_536;

export interface StorageEvents {
  /** Called once when storing begins to fail. */
  onLost(failure: DatabaseFailure): void;
  /** Called once when it works again. */
  onRecovered(): void;
}

/**
 * Knows whether messages can be stored now. It hears of every commit of the server, and writes a row of its own when it has to
 * find out by itself: after a failure until that works, and when it is asked while nobody writes.
 */
export class StorageHealth {
  readonly #database: Database;
  readonly #events: StorageEvents;
  #isLost = false;
  #isMoved = false;
  #storedAt = -Infinity;
  #probing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #looking: NodeJS.Timeout | undefined;

  constructor(database: Database, events: StorageEvents) {
    this.#database = database;
    this.#events = events;
    this.#lookLater();
  }

  /** The same database, whose commits are heard of. */
  get watched(): Database {
    const { commit, transact } = this.#database;
    return {
      ...this.#database,
      commit: (name, input) => this.#hear(() => commit(name, input)),
      transact: (statements) => this.#hear(() => transact(statements)),
    };
  }

  /** Whether a message could be stored now. Never rejects, and answers within two seconds. */
  async canStore(): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), ANSWER_WITHIN_MS);
    });
    const answer = await Promise.race([this.#find(), late]);
    clearTimeout(timer);
    return answer;
  }

  async #find(): Promise<boolean> {
    await this.#look();
    if (this.#isLost) return false;
    if (performance.now() - this.#storedAt < FRESH_MS) return true;
    await this.#probe();
    return !this.#isLost;
  }

  stop(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#looking);
    this.#timer = undefined;
    this.#looking = undefined;
  }

  #lookLater(): void {
    this.#looking = setTimeout(() => void this.#lookAgain(), LOOK_EVERY_MS).unref();
  }

  async #lookAgain(): Promise<void> {
    await this.#look();
    if (this.#looking) this.#lookLater();
  }

  /** A database that was taken away takes every commit, and nobody finds it again: SQLite does not tell of that in WAL mode. */
  async #look(): Promise<void> {
    this.#isMoved = !(await this.#database.isInPlace());
    if (this.#isMoved) this.#lost(DatabaseFailure.moved());
  }

  async #hear<R>(commit: () => Promise<R>): Promise<R> {
    if (this.#isMoved) throw DatabaseFailure.moved();
    try {
      const result = await commit();
      // A small commit may find room where others do not: after a failure only a large try tells.
      if (!this.#isLost) this.#storedAt = performance.now();
      return result;
    } catch (failure) {
      if (failure instanceof DatabaseFailure && failure.isOfTheSystem) this.#lost(failure);
      throw failure;
    }
  }

  #lost(failure: DatabaseFailure): void {
    this.#storedAt = -Infinity;
    if (this.#isLost) return;
    this.#isLost = true;
    this.#events.onLost(failure);
    this.#tryLater();
  }

  #tryLater(): void {
    this.#timer = setTimeout(() => void this.#probe(), PROBE_EVERY_MS).unref();
  }

  #probe(): Promise<void> {
    this.#probing ??= this.#write().finally(() => (this.#probing = undefined));
    return this.#probing;
  }

  async #write(): Promise<void> {
    if (this.#isMoved) await this.#look();
    if (this.#isMoved) return this.#timer && this.#tryLater();
    const wasLost = this.#isLost;
    const bytes = wasLost ? LARGE_BYTES : SMALL_BYTES;
    try {
      await this.#database.transact([
        {
          sql: "insert into meta (key, value) values ('storage_probe', hex(randomblob(?))) on conflict (key) do update set value = excluded.value",
          parameters: [bytes / 2],
        },
      ]);
      this.#storedAt = performance.now();
      if (!wasLost) return;
      this.#isLost = false;
      this.#events.onRecovered();
    } catch (failure) {
      if (failure instanceof DatabaseFailure && !wasLost) this.#lost(failure);
      else if (this.#timer) this.#tryLater();
    }
  }
}
