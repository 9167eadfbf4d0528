import type { FeedState, TimelineRow } from "@parlor/client";
import type { AnswerOf, ChannelId, Milliseconds, Seq } from "@parlor/protocol";
import type { Life, Reader, Sight } from "../checker/evidence.ts";
import { monotonic, writtenAt } from "./stamped-text.ts";

/** Keeps what one client's timeline of one channel shows, and when it started over. */
export class ReaderJournal {
  readonly #name: string;
  readonly #channelId: ChannelId;
  readonly #delayed: (delay: Milliseconds) => void;
  readonly #lives: Life[] = [];
  #known = new Map<Seq, string>();
  #rows: readonly TimelineRow[] = [];
  #lastMeasured: Seq = 0;
  #isReloaded = false;
  /** A row of the life before; as long as it shows, the timeline has not started over yet. */
  #stale: TimelineRow | undefined;

  constructor(name: string, channelId: ChannelId, delayed: (delay: Milliseconds) => void) {
    this.#name = name;
    this.#channelId = channelId;
    this.#delayed = delayed;
  }

  /** The view was answered: a first page, what was missed, or a new start. */
  viewed({ page, reset }: AnswerOf<"channel.view">): void {
    const first = page.messages[0]?.seq;
    const after = first === undefined ? page.head : first - 1;
    // An empty screen cannot be continued, and has nothing that its reader could miss.
    if (this.#isReloaded || this.#known.size === 0) return this.#begin(page.epoch, after, true);
    if (!reset && this.#life?.epoch === page.epoch) return;
    this.#begin(page.epoch, after, false);
    this.#stale = this.#rows.find(({ is }) => is === "message");
  }

  /** The page is loaded again: an empty screen, which the next view fills. */
  reloaded(): void {
    this.#isReloaded = true;
    this.#known = new Map();
    this.#rows = [];
  }

  /** Looks at the rows. New ones are at the end, or where a hole was; so the look ends as soon as nothing more can be new. */
  showed({ rows, resetFrom }: FeedState): void {
    if (this.#stale && rows.includes(this.#stale)) return;
    this.#stale = undefined;
    this.#rows = rows;
    // A first page may come before the view is answered.
    const first = rows.find((row) => row.is === "message");
    if (this.#isReloaded && first) this.#begin(this.#life?.epoch ?? "", first.message.seq - 1, true);
    const life = this.#life;
    if (!life) return;
    if (resetFrom === life.after + 1) life.wasTold = true;
    let outgoing = 0;
    for (let at = rows.length - 1; at >= 0; at--) {
      const row = rows[at];
      if (row?.is === "outgoing") outgoing += 1;
      if (row?.is !== "message") continue;
      const { seq, clientId } = row.message;
      if (this.#known.get(seq) !== clientId) {
        this.#known.set(seq, clientId);
        life.saw.push([seq, clientId]);
        if (!row.mine) this.#measure(seq, row.message.text);
      } else if (this.#known.size >= rows.length - outgoing) break;
    }
  }

  /** The seq up to which nothing is missing on the screen. */
  get floor(): Seq {
    let floor = this.#life?.after ?? 0;
    for (const row of this.#rows) {
      if (row.is !== "message") continue;
      if (floor > (this.#life?.after ?? 0) && row.message.seq !== floor + 1) break;
      floor = row.message.seq;
    }
    return floor;
  }

  get evidence(): Reader {
    const shown = this.#rows.flatMap((row): Sight[] =>
      row.is === "message" ? [[row.message.seq, row.message.clientId]] : [],
    );
    return { name: this.#name, channelId: this.#channelId, lives: this.#lives, shown };
  }

  #begin(epoch: string, after: Seq, wasTold: boolean): void {
    this.#lives.push({ epoch, after, wasTold, saw: [] });
    this.#known = new Map();
    this.#isReloaded = false;
  }

  get #life(): Life | undefined {
    return this.#lives.at(-1);
  }

  /** Of messages that come together the newest is measured: the others waited for it. */
  #measure(seq: Seq, text: string): void {
    if (seq <= this.#lastMeasured) return;
    this.#lastMeasured = seq;
    const at = writtenAt(text);
    if (at !== undefined) this.#delayed(monotonic() - at);
  }
}
