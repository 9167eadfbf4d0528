import { DatabaseSync, type StatementSync } from "node:sqlite";
import { OperatorError } from "../operator-error.ts";

/** KiB of the page cache. What does not fit is in a temporary file, so memory does not grow with the import. */
const CACHE_KIB = 16_384;
/** SQLite's code for a full disk. */
const FULL = 13;

/** One message that waits to be stored. `author` and `channel` are numbers that the caller gave out. */
export interface StagedMessage {
  channel: number;
  /** Milliseconds since 1970 (UTC). */
  at: number;
  author: number;
  text: string;
}

/** What a channel has staged. */
export interface StagedChannel {
  channel: number;
  messages: number;
  authors: number;
  firstAt: number;
  lastAt: number;
}

const TABLE = "create table staged (channel integer, at integer, is_vague integer, author integer, text text)";
const CHANNELS = `
  select channel, count(*) messages, count(distinct author) authors, min(at) firstAt, max(at) lastAt
  from staged group by channel`;

/**
 * Every message of an import on its way, in a temporary SQLite file: exports come in any order, and may be larger than the
 * memory. SQLite deletes the file the moment it makes it, so a killed import leaves nothing behind.
 */
export class StagedMessages {
  // An empty name is a private database on disk.
  readonly #db = new DatabaseSync("");
  readonly #insert: StatementSync;

  constructor() {
    this.#db.exec(`pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -${CACHE_KIB}`);
    this.#db.exec(`pragma temp_store = file; ${TABLE}; begin`);
    this.#insert = this.#db.prepare("insert into staged values (?, ?, ?, ?, ?)");
  }

  /** `isVague`: the time is a number whose unit is not known yet. */
  add({ channel, at, author, text }: StagedMessage, isVague: boolean): void {
    guarded(() => this.#insert.run(channel, at, isVague ? 1 : 0, author, text));
  }

  /** Vague times are seconds, since the others of the file are. */
  vagueAreSeconds(): void {
    guarded(() => this.#db.exec("update staged set at = round(at * 1000), is_vague = 0 where is_vague = 1"));
  }

  /** Vague times are milliseconds. */
  vagueAreMilliseconds(): void {
    guarded(() => this.#db.exec("update staged set at = round(at), is_vague = 0 where is_vague = 1"));
  }

  forget(channel: number): void {
    this.#db.prepare("delete from staged where channel = ?").run(channel);
  }

  channels(): StagedChannel[] {
    return guarded(() => this.#db.prepare(CHANNELS).all() as unknown as StagedChannel[]);
  }

  /** A channel's messages by time; those of one moment in the order they were added. */
  *inOrder(channel: number): Generator<StagedMessage> {
    const statement = this.#db.prepare(
      "select channel, at, author, text from staged where channel = ? order by at, rowid",
    );
    for (const row of statement.iterate(channel)) yield row as unknown as StagedMessage;
  }

  close(): void {
    this.#db.close();
  }
}

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (failure) {
    if ((failure as { errcode?: number }).errcode !== FULL) throw failure;
    throw new OperatorError(
      "The disk for temporary files is full: make room there, or set SQLITE_TMPDIR to a folder with more.",
      { cause: failure },
    );
  }
}
