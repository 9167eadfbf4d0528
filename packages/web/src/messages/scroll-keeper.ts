import { signal } from "@preact/signals";

/** What the keeper needs of the page: how far it is scrolled, and two ways to move. Pixels. */
export interface Scroller {
  /** From the top of the view to the top of the content. */
  offset(): number;
  /** From the bottom of the view to the end of the content. */
  toEndLeft(): number;
  /** Of the view. */
  height(): number;
  scrollToEnd(): void;
  /** Puts an item at the top of the view, or as near as the end of the content lets it. */
  scrollToItem(index: number, offset: number): void;
}

/** Where a reader is: at the end, or with an item's top so many pixels above the top of the view. */
export type Place = { is: "end" } | { is: "item"; key: string; above: number };

/** Within this distance of the end the view follows new messages. */
export const nearEnd = 100;

/** Room left above the first unread message, so that one sees that there is more. */
const landingRoom = -48;

/**
 * Decides where the view goes when the list changes. It is in one of three moods: *following* the end; *landing*, which keeps the
 * first unread message at the top until the reader moves, or has seen everything; *free*, in which nothing moves but by the reader's hand.
 */
export class ScrollKeeper {
  /** True while the view is within reach of the end. */
  readonly atEnd = signal(true);
  #mood: "following" | "landing" | "free" = "following";
  #lastOffset = 0;
  #lastHeight = 0;
  #scroller: Scroller;

  constructor(scroller: Scroller) {
    this.#scroller = scroller;
  }

  get isFollowing(): boolean {
    return this.#mood === "following";
  }

  /** Own messages and the pill lead here. */
  follow(): void {
    this.#mood = "following";
    this.#scroller.scrollToEnd();
    this.#noteOffset();
  }

  /** From now on the first unread message is kept in sight, until the reader moves. */
  land(): void {
    this.#mood = "landing";
  }

  /** Back where the reader was. */
  restore(index: number, above: number): void {
    this.#mood = "free";
    this.#scroller.scrollToItem(index, above);
  }

  /** The list or a size in it changed. `firstUnread` is the index of the first unread item, if there is one. */
  contentChanged(firstUnread: number | undefined): void {
    if (this.#mood === "free") return;
    if (this.#mood === "landing" && firstUnread !== undefined) this.#scroller.scrollToItem(firstUnread, landingRoom);
    else this.#scroller.scrollToEnd();
    this.#noteOffset();
  }

  /** The view, or something in it, has another size. A view that follows stays at the end; a landed one was placed already. */
  sizeChanged(): void {
    if (this.#mood === "following") this.#scroller.scrollToEnd();
    this.#noteOffset();
  }

  /** Everything there is was on the screen of a visible page: a landing within reach of the end has served, and follows it. */
  allSeen(): void {
    if (this.#mood === "landing" && this.#scroller.toEndLeft() <= nearEnd) this.#mood = "following";
  }

  /** The reader put a hand on it: wheel, finger, key or scroll bar. */
  touched(): void {
    if (this.#mood === "landing") this.#mood = this.#scroller.toEndLeft() <= nearEnd ? "following" : "free";
  }

  /**
   * The view was scrolled, by hand, by us, or by the browser because its size changed. Growing content also changes the distance
   * to the end, so only a move upwards in a view of the same size lets go of it.
   */
  scrolled(): void {
    if (this.#isResized()) return this.sizeChanged();
    const left = this.#scroller.toEndLeft();
    const offset = this.#scroller.offset();
    this.atEnd.value = left <= nearEnd;
    if (this.#mood !== "landing") {
      if (left <= nearEnd) this.#mood = "following";
      else if (offset < this.#lastOffset - 1) this.#mood = "free";
    }
    this.#lastOffset = offset;
  }

  #isResized(): boolean {
    const before = this.#lastHeight;
    this.#lastHeight = this.#scroller.height();
    return before !== this.#lastHeight;
  }

  #noteOffset(): void {
    this.#lastOffset = this.#scroller.offset();
    this.atEnd.value = this.#scroller.toEndLeft() <= nearEnd;
  }
}
