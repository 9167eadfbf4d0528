import { limits, type ChannelId } from "@parlor/protocol";
import type { Database } from "../db/open-database.ts";
import type { Fanout } from "../fanout/fanout.ts";
import { Paced } from "../fanout/paced.ts";
import { channelHeads, toPulse } from "./channel-store.ts";

/**
 * CH-6. Tells the watchers of the list how alive the changed channels are, at most once a second. Heads are read from
 * disk when they are told, so a pulse is never ahead of what a page can give.
 */
export class ChannelPulse {
  readonly #paced: Paced<ChannelId>;

  constructor(database: Database, fanout: Fanout, hereCount: (id: ChannelId) => number) {
    this.#paced = new Paced(limits.pulseEveryMs, (ids) => {
      channelHeads(database.db, [...ids]).then(
        (rows) => {
          const pulses = rows.map((row) => toPulse(row, hereCount(row.id)));
          if (pulses.length > 0)
            fanout.announce({ to: "watchers" }, "channel.pulse", { epoch: database.epoch, pulses });
        },
        // The next change tells again; a pulse is a hint, never the truth.
        () => undefined,
      );
    });
  }

  /** The channel has a new message, or other people in it. */
  touch(id: ChannelId): void {
    this.#paced.touch(id);
  }

  stop(): void {
    this.#paced.stop();
  }
}
