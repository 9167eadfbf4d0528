import { limits, type ChannelId, type Message, type MessagePage, type Person } from "@parlor/protocol";
import { ForeignCommits } from "../db/foreign-commits.ts";
import type { Database } from "../db/open-database.ts";
import { type PageRange, readMessages } from "./message-store.ts";
import type { FoundRun } from "./tail.ts";
import { Tails } from "./tails.ts";

interface Flight {
  page: Promise<MessagePage>;
  /** Commits that were known when it began. */
  commits: number;
}

/**
 * Reads of messages, with the newest of each channel in memory: thousands who open a channel at once, or come back after
 * their connections broke, cost one query for the channel. What is given is never ahead of the disk, and never behind a
 * commit that was told.
 */
export class History {
  readonly #database: Database;
  readonly #foreign: ForeignCommits;
  readonly #tails = new Tails();
  readonly #flights = new Map<ChannelId, Flight>();
  #commits = 0;

  constructor(database: Database) {
    this.#database = database;
    this.#foreign = new ForeignCommits(database);
  }

  get epoch(): string {
    return this.#database.epoch;
  }

  /** One page of a channel (MSG-5, MSG-8). `limit` is at most `limits.pageMax`. */
  async read(channelId: ChannelId, range: PageRange, limit: number): Promise<MessagePage> {
    if (await this.#foreign.happened()) this.#tails.clear();
    const known = this.#tails.get(channelId);
    if (!known && !("before" in range)) await this.#readTail(channelId);
    const found = (known ?? this.#tails.get(channelId))?.page(range, limit);
    if (found) return this.#page(channelId, found);
    return readMessages(this.#database, channelId, range, limit);
  }

  /** These messages of a channel have been committed. Called before they are told. */
  committed(channelId: ChannelId, messages: Message[], people: Person[]): void {
    this.#commits += 1;
    this.#tails.add(channelId, messages, people);
  }

  renamed(person: Person): void {
    this.#tails.renamed(person);
  }

  /**
   * One query for all who want the channel's tail now. A caller that comes after a commit asks again: a query that began before
   * it may not hold what they were told already, or what they sent.
   */
  async #readTail(channelId: ChannelId): Promise<void> {
    const under = this.#flights.get(channelId);
    if (under?.commits === this.#commits) {
      await under.page;
      return;
    }
    const page = readMessages(this.#database, channelId, { newest: true }, limits.pageMax);
    const flight = { page, commits: this.#commits };
    this.#flights.set(channelId, flight);
    try {
      // The thread answers in its own order: a commit that this page does not hold is told after this line.
      this.#tails.put(channelId, await page);
    } finally {
      if (this.#flights.get(channelId) === flight) this.#flights.delete(channelId);
    }
  }

  #page(channelId: ChannelId, { head, messages, people }: FoundRun): MessagePage {
    return { channelId, epoch: this.epoch, head, messages, people };
  }
}
