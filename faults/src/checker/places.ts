import type { ChannelId, Seq } from "@parlor/protocol";
import type { Row, Stored } from "./evidence.ts";

/** The rows of one epoch, to be found by place. */
export class Places {
  readonly #rows = new Map<string, Row>();
  readonly #heads = new Map<ChannelId, Seq>();

  constructor({ rows }: Stored) {
    for (const row of rows) {
      this.#rows.set(`${row.channelId} ${row.seq}`, row);
      this.#heads.set(row.channelId, Math.max(this.head(row.channelId), row.seq));
    }
  }

  at(channelId: ChannelId, seq: Seq): Row | undefined {
    return this.#rows.get(`${channelId} ${seq}`);
  }

  head(channelId: ChannelId): Seq {
    return this.#heads.get(channelId) ?? 0;
  }

  channels(): ChannelId[] {
    return [...this.#heads.keys()];
  }
}
