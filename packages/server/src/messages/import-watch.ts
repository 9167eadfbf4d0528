import type { ChannelId, PersonId } from "@parlor/protocol";
import type { ChannelDirectory } from "../channels/channel-directory.ts";
import { archivedChannels, toChannel } from "../channels/channel-store.ts";
import { tellArchived } from "../channels/tell-archived.ts";
import { ForeignCommits } from "../db/foreign-commits.ts";
import type { Database } from "../db/open-database.ts";
import type { CountedChannelRow } from "../db/schema.ts";
import type { Fanout } from "../fanout/fanout.ts";
import type { ChannelChange } from "../logging/operator-log.ts";

/** How often it is looked whether another process has written: one short read, and half of the second that CH-11 allows. */
const LOOK_EVERY_MS = 500;

export interface ImportWatchDeps {
  database: Database;
  channels: ChannelDirectory;
  fanout: Fanout;
  /** The channel has another head. */
  touch(id: ChannelId): void;
  onFailure(failure: unknown): void;
  /** Told of what the operator did to a channel, for the log. */
  onChange(change: ChannelChange): void;
}

interface LeftChannel {
  name: string;
  rev: number;
  ownedBy: PersonId | undefined;
}

/**
 * IMP-9, CH-11. Tells the watchers of the list what another process stored (an import, or `parlor channels`): channels that are new or changed, those that are
 * gone, and heads that moved. Viewers of such a channel then read what is missing, as after any loss (CLI-8).
 */
export class ImportWatch {
  readonly #deps: ImportWatchDeps;
  readonly #foreign: ForeignCommits;
  readonly #timer: NodeJS.Timeout;
  #known: Map<ChannelId, CountedChannelRow> | undefined;
  #isLooking = false;
  /** Channels as this process left them, until a comparison has seen them so. */
  readonly #leftHere = new Map<ChannelId, LeftChannel>();

  constructor(deps: ImportWatchDeps) {
    this.#deps = deps;
    this.#foreign = new ForeignCommits(deps.database);
    void this.look();
    this.#timer = setInterval(() => void this.look(), LOOK_EVERY_MS).unref();
  }

  /** Looks now, unless the last look is still under way. Never rejects. */
  async look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      if (this.#known === undefined) await this.#begin();
      else if (await this.#foreign.happened()) await this.#compare(this.#known);
    } catch (failure) {
      this.#deps.onFailure(failure);
    } finally {
      this.#isLooking = false;
    }
  }

  /** This process changed a channel: the next comparison must not take that for the operator's doing. */
  changedHere({ did, channelId, name, rev = 0, ownedBy }: ChannelChange): void {
    if (did !== "archived") return void this.#leftHere.set(channelId, { name, rev, ownedBy });
    this.#leftHere.delete(channelId);
    this.#known?.delete(channelId);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #begin(): Promise<void> {
    await this.#foreign.happened();
    this.#known = await this.#read();
  }

  async #read(): Promise<Map<ChannelId, CountedChannelRow>> {
    return new Map((await this.#deps.channels.list()).map((row) => [row.id, row]));
  }

  async #compare(before: ReadonlyMap<ChannelId, CountedChannelRow>): Promise<void> {
    const { fanout, channels, touch } = this.#deps;
    const now = (this.#known = await this.#read());
    for (const [id, row] of now) {
      const old = before.get(id);
      // What this process changed was told then; to tell it twice does no harm, since the rev decides.
      if (old?.rev !== row.rev) fanout.announce({ to: "watchers" }, "channel.changed", { channel: toChannel(row) });
      if (old?.rev !== row.rev) this.#tellChange(old, row);
      if (old?.head !== row.head || old.imported !== row.imported) touch(id);
    }
    // What was made or restored here since the last comparison can be gone already, too.
    const missing = [...new Set([...before.keys(), ...this.#leftHere.keys()])].filter((id) => !now.has(id));
    if (missing.length === 0) return;
    // What this process archived was told then, with the same words.
    for (const { id, name, archivedBy: by } of await archivedChannels(this.#deps.database.db, { ids: missing })) {
      channels.drop(id);
      this.#leftHere.delete(id);
      tellArchived(fanout, { channelId: id, name, ...(by && { by }) });
      if (!by) this.#deps.onChange({ did: "archived", channelId: id, name });
    }
  }

  #tellChange(old: CountedChannelRow | undefined, row: CountedChannelRow): void {
    const { id: channelId, name, rev } = row;
    const { onChange } = this.#deps;
    const left = this.#leftHere.get(channelId);
    // The list was read before this process changed the channel.
    if (left && rev < left.rev) return;
    this.#leftHere.delete(channelId);
    if (rev === left?.rev) return;
    const before = left ?? (old && { name: old.name, ownedBy: old.owned_by ?? undefined });
    // A new one has its first rev; a higher one means that it was here before.
    if (!before && rev > 1) onChange({ did: "restored", channelId, name });
    if (!before) return;
    if (before.name !== name) onChange({ did: "renamed", channelId, name, formerly: before.name });
    if (before.ownedBy !== (row.owned_by ?? undefined)) onChange({ did: "given to another owner", channelId, name });
  }
}
