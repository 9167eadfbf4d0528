import type { Channel, ChannelId } from "@parlor/protocol";
import type { ChannelRow, CountedChannelRow, Db } from "../db/schema.ts";
import { listedChannel, listedChannels, toChannel } from "./channel-store.ts";

/**
 * The listed channels, kept in memory so that a send asks no database for its channel. Writes go through `keep` and
 * `drop`; a channel another process made is found on its first use. The append's own transaction checks again (R8).
 */
export class ChannelDirectory {
  readonly #db: Db;
  readonly #known = new Map<ChannelId, Channel>();
  #listing: { rows: Promise<CountedChannelRow[]>; changes: number } | undefined;
  #changes = 0;

  constructor(db: Db) {
    this.#db = db;
  }

  /** From memory alone. */
  known(id: ChannelId): Channel | undefined {
    return this.#known.get(id);
  }

  async find(id: ChannelId): Promise<Channel | undefined> {
    const known = this.#known.get(id);
    if (known) return known;
    const row = await listedChannel(this.#db, id);
    return row && this.#know(row);
  }

  /**
   * Every listed channel, from disk: one query for all who ask while it is under way. A caller that asks after a change starts
   * another one, since that change was told before they listened (CH-5).
   */
  async list(): Promise<CountedChannelRow[]> {
    if (this.#listing?.changes !== this.#changes) this.#listing = { rows: this.#read(), changes: this.#changes };
    return this.#listing.rows;
  }

  async #read(): Promise<CountedChannelRow[]> {
    try {
      const rows = await listedChannels(this.#db);
      for (const row of rows) this.#know(row);
      return rows;
    } finally {
      this.#listing = undefined;
    }
  }

  /** A channel was made or changed. Called after the commit, before it is told. */
  keep(row: ChannelRow): Channel {
    this.#changes += 1;
    return this.#know(row);
  }

  #know(row: ChannelRow): Channel {
    const channel = toChannel(row);
    this.#known.set(channel.id, channel);
    return channel;
  }

  /** A channel was archived. Called after the commit, before it is told. */
  drop(id: ChannelId): void {
    this.#changes += 1;
    this.#known.delete(id);
  }
}
