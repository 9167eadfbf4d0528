import type { ChannelId } from "@parlor/protocol";
import type { ChannelDirectory } from "../channels/channel-directory.ts";
import { toChannel } from "../channels/channel-store.ts";
import type { Database } from "../db/open-database.ts";
import type { CountedChannelRow } from "../db/schema.ts";
import type { Fanout } from "../fanout/fanout.ts";
import { ForeignCommits } from "./foreign-commits.ts";

/** How often it is looked whether another process has written: one short read. */
const LOOK_EVERY_MS = 1_000;

export interface ImportWatchDeps {
  database: Database;
  channels: ChannelDirectory;
  fanout: Fanout;
  /** The channel has another head. */
  touch(id: ChannelId): void;
  /** Nobody is there to be told. */
  isQuiet(): boolean;
  onFailure(failure: unknown): void;
}

/**
 * IMP-9. Tells the watchers of the list what another process stored (an import): channels that are new or changed, those that are
 * gone, and heads that moved. Whoever views such a channel then reads what is missing, as after any loss (CLI-8).
 */
export class ImportWatch {
  readonly #deps: ImportWatchDeps;
  readonly #foreign: ForeignCommits;
  readonly #timer: NodeJS.Timeout;
  #known: Map<ChannelId, CountedChannelRow> | undefined;
  #isLooking = false;

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
      else if (!this.#deps.isQuiet() && (await this.#foreign.happened())) await this.#compare(this.#known);
    } catch (failure) {
      this.#deps.onFailure(failure);
    } finally {
      this.#isLooking = false;
    }
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
      if (old?.head !== row.head || old.imported !== row.imported) touch(id);
    }
    for (const id of before.keys()) {
      if (now.has(id)) continue;
      channels.drop(id);
      for (const to of [{ to: "watchers" }, { to: "viewers", of: id }] as const)
        fanout.announce(to, "channel.archived", { channelId: id });
    }
  }
}
