import type { Message, MessagePage, Seq } from "@parlor/protocol";
import type { ReadMessage } from "./private-part.ts";
import { emptyTimeline, merge, mergePage, solidEnd, type Timeline } from "./timeline.ts";

/** What a feed holds of its channel. Only what belongs to its epoch joins: seqs of another one never compare (MSG-6). */
export class HeldTimeline {
  timeline: Timeline = emptyTimeline;
  /** The first seq of a timeline that was reloaded because it could not continue the one that was held. */
  resetFrom: Seq | undefined;

  /** Whether anything was heard of the channel. */
  get isKnown(): boolean {
    return this.timeline.epoch !== undefined;
  }

  fits({ epoch }: { epoch: string }): boolean {
    return !this.isKnown || this.timeline.epoch === epoch;
  }

  /** What to go on from (CLI-4): what is held above a hole does not count. */
  have(): { epoch: string; seq: Seq } | undefined {
    const { epoch, messages, wasEmpty } = this.timeline;
    return epoch && (messages.length > 0 || wasEmpty) ? { epoch, seq: solidEnd(this.timeline) } : undefined;
  }

  /** Forgets what was held when this page does not continue it. */
  begin(page: MessagePage, reset: boolean): void {
    if (!reset && this.fits(page)) return;
    if (this.have()) this.resetFrom = page.messages[0]?.seq ?? 1;
    this.timeline = emptyTimeline;
  }

  /** Adds messages that came by themselves. */
  add(messages: readonly Message[], head?: Seq): void {
    this.timeline = merge(this.timeline, messages, head);
  }

  /** Shows what was found out about messages held, such as that some before them are missing. */
  marked(marked: ReadonlyMap<Seq, ReadMessage>): void {
    const messages = this.timeline.messages.map((each) => marked.get(each.seq) ?? each);
    this.timeline = { ...this.timeline, messages };
  }

  /** Adds a page that was asked for. */
  take(page: MessagePage): void {
    this.timeline = mergePage(this.timeline, page);
  }
}
