import type { ChannelId, Seq } from "@parlor/protocol";
import { signal } from "@preact/signals";
import { keep, keptKeys, onKeptElsewhere, recall } from "../ui/kept.ts";

const prefix = "read.";

interface Headed {
  id: ChannelId;
  head: Seq;
  /** The last seq that an import stored; nobody has to read what came before (IMP-8). */
  imported?: Seq;
}

/**
 * How far this browser's person has read each channel: one position per channel, from which everything about unread is derived.
 * A position only grows, so two tabs can never undo each other. Another epoch voids them all (MSG-6).
 */
export class ReadMarks {
  readonly #marks = signal<ReadonlyMap<ChannelId, Seq>>(new Map());
  /** Seqs of the person's own messages, as far as this page heard of them: nobody has to read those. */
  readonly #own = signal<ReadonlyMap<ChannelId, readonly Seq[]>>(new Map());
  readonly #epoch: string;

  constructor(epoch: string) {
    this.#epoch = epoch;
    if (recall("read") === epoch) {
      this.#marks.value = new Map(keptKeys(prefix).map((key) => [key.slice(prefix.length), Number(recall(key))]));
    } else {
      for (const key of keptKeys(prefix)) keep(key, undefined);
    }
  }

  /** Hears of what was read in other tabs, until the returned function is called. */
  listen(): () => void {
    return onKeptElsewhere(prefix, (key, value) => {
      if (value !== undefined) this.#raise(key.slice(prefix.length), Number(value));
    });
  }

  /**
   * Takes note of the channels there are. What was there before the first visit counts as read, and so does what was imported;
   * a channel made later does not.
   */
  meet(channels: readonly Headed[]): void {
    const first = recall("read") !== this.#epoch;
    if (first) keep("read", this.#epoch);
    for (const { id, head, imported = 0 } of channels) {
      if (!this.#marks.peek().has(id)) this.read(id, first ? head : imported);
      else if (imported > 0) this.read(id, imported);
    }
  }

  /** The last seq read; undefined for a channel never heard of. */
  of(channelId: ChannelId): Seq | undefined {
    return this.#marks.value.get(channelId);
  }

  /** How many messages of others came after the last one read. */
  unread({ id, head }: Headed): number {
    const read = this.of(id) ?? head;
    const own = this.#own.value.get(id)?.filter((seq) => seq > read && seq <= head) ?? [];
    return Math.max(0, head - read - own.length);
  }

  /** Everything up to this seq was on the screen, and somebody looked. */
  read(channelId: ChannelId, seq: Seq): void {
    const own = this.#own.peek().get(channelId) ?? [];
    let reach = seq;
    while (own.includes(reach + 1)) reach++;
    if (this.#raise(channelId, reach)) keep(prefix + channelId, String(reach));
  }

  /** These are the person's own. Where nothing of others is in between, they count as read from now on, after a reload too. */
  wrote(own: ReadonlyMap<ChannelId, readonly Seq[]>): void {
    this.#own.value = own;
    for (const channelId of own.keys()) {
      const read = this.#marks.peek().get(channelId);
      if (read !== undefined) this.read(channelId, read);
    }
  }

  #raise(channelId: ChannelId, seq: Seq): boolean {
    if (!(seq > (this.#marks.peek().get(channelId) ?? -1))) return false;
    this.#marks.value = new Map(this.#marks.peek()).set(channelId, seq);
    return true;
  }
}
