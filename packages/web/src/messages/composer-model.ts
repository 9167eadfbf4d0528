import type { ChannelId } from "@parlor/protocol";
import { isBlankText } from "@parlor/protocol/blank-text";
import { limits } from "@parlor/protocol/limits";
import { computed, signal } from "@preact/signals";
import type { Drafts } from "./drafts.ts";

/** Where a finished message and the news of typing go: a channel's feed. */
interface Outlet {
  send(text: string): void;
  /** What goes there is sealed, so its drafts are too. */
  readonly isPrivate?: boolean;
  setTyping(typing: boolean): void;
}

/** From this many characters before the limit on, the number left is shown. */
const countFrom = 200;

/** The text being written in one channel. */
export class ComposerModel {
  readonly text;
  /** Characters left, once it matters; below 0 there are too many. */
  readonly left = computed(() => {
    const left = limits.messageText - this.#trimmed().length;
    return left <= countFrom ? left : undefined;
  });
  readonly canSend = computed(() => {
    const text = this.#trimmed();
    return !isBlankText(text) && text.length <= limits.messageText;
  });
  /** Told after each message handed over. */
  onSent: () => void = () => undefined;
  /** Told when a message was put back, so that one can go on writing it. */
  onTakenBack: () => void = () => undefined;
  readonly #channelId: ChannelId;
  readonly #drafts: Drafts;
  readonly #outlet: Outlet;

  constructor(channelId: ChannelId, drafts: Drafts, outlet: Outlet) {
    this.text = signal(drafts.get(channelId));
    this.#channelId = channelId;
    this.#drafts = drafts;
    this.#outlet = outlet;
  }

  write(text: string): void {
    this.text.value = text;
    this.#drafts.set(this.#channelId, text, this.#outlet.isPrivate);
    this.#outlet.setTyping(!isBlankText(text));
  }

  /** Takes over what was written in another tab. */
  follow(text: string): void {
    this.text.value = text;
  }

  /** Sends what is there and empties the field. A blank text, or one over the limit, does nothing; false says so. */
  send(): boolean {
    if (!this.canSend.value) return false;
    this.#outlet.send(this.#trimmed());
    this.write("");
    this.onSent();
    return true;
  }

  /** Puts a refused message back into the field, before what was typed since. */
  takeBack(text: string): void {
    const begun = this.text.value;
    this.write(begun.trim() === "" ? text : `${text}\n${begun}`);
    this.onTakenBack();
  }

  /** Empty lines around a message say nothing; the indent of its first line may. */
  #trimmed(): string {
    return this.text.value.replace(/^(?:[^\S\n]*\n)+/, "").trimEnd();
  }
}
