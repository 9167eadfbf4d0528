import type { ChannelId, Seq } from "@parlor/protocol";
import { signal } from "@preact/signals";
import { keep, keptKeys, onKeptElsewhere, recall } from "../ui/kept.ts";

const prefix = "read.";

interface Headed {
  id: ChannelId;
  head: Seq;
}

/**
 * How far this browser's person has read each channel: one position per channel, from which everything about unread is derived.
 * A position only grows, so two tabs can never undo each other. Another epoch voids them all (MSG-6).
 */
export class ReadMarks {
  readonly #marks = signal<ReadonlyMap<ChannelId, Seq>>(new Map());
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

  /** Takes note of the channels there are. What was there before the first visit counts as read; a channel made later does not. */
  meet(channels: readonly Headed[]): void {
    const first = recall("read") !== this.#epoch;
    if (first) keep("read", this.#epoch);
    for (const { id, head } of channels) if (!this.#marks.peek().has(id)) this.#set(id, first ? head : 0);
  }

  /** The last seq read; undefined for a channel never heard of. */
  of(channelId: ChannelId): Seq | undefined {
    return this.#marks.value.get(channelId);
  }

  /** How many messages came after the last one read. */
  unread({ id, head }: Headed): number {
    return Math.max(0, head - (this.of(id) ?? head));
  }

  /** Everything up to this seq was on the screen, and somebody looked. */
  read(channelId: ChannelId, seq: Seq): void {
    if (this.#raise(channelId, seq)) keep(prefix + channelId, String(seq));
  }

  #raise(channelId: ChannelId, seq: Seq): boolean {
    if (!(seq > (this.#marks.peek().get(channelId) ?? -1))) return false;
    this.#marks.value = new Map(this.#marks.peek()).set(channelId, seq);
    return true;
  }

  #set(channelId: ChannelId, seq: Seq): void {
    this.#marks.value = new Map(this.#marks.peek()).set(channelId, seq);
    keep(prefix + channelId, String(seq));
  }
}
