import { describe, expect, test } from "vitest";
import { ScrollKeeper } from "./scroll-keeper.ts";

/** A page of items of 40 pixels in a view of 400, scrolled the way a browser does it. */
class Page {
  items = 100;
  top = 0;
  view = 400;
  readonly keeper = new ScrollKeeper({
    offset: () => this.top,
    toEndLeft: () => this.#end - this.top,
    height: () => this.view,
    scrollToEnd: () => this.scrollTo(this.#end),
    scrollToItem: (index, offset) => this.scrollTo(index * 40 + offset),
  });

  get #end(): number {
    return Math.max(0, this.items * 40 - this.view);
  }

  get atEnd(): boolean {
    return this.top === this.#end;
  }

  scrollTo(offset: number): void {
    this.top = Math.min(this.#end, Math.max(0, offset));
    this.keeper.scrolled();
  }

  byHand(distance: number): void {
    this.keeper.touched();
    this.scrollTo(this.top + distance);
  }

  grow(count: number, firstUnread?: number): void {
    this.items += count;
    this.keeper.contentChanged(firstUnread);
  }
}

function opened(): Page {
  const page = new Page();
  page.keeper.follow();
  return page;
}

describe("scroll keeper", () => {
  test("at the end, new messages keep the view there", () => {
    const page = opened();
    page.grow(3);
    expect(page.atEnd).toBe(true);
    page.byHand(-100);
    page.grow(3);
    expect(page.atEnd).toBe(true);
  });

  test("further up, nothing moves", () => {
    const page = opened();
    page.byHand(-101);
    const before = page.top;
    page.grow(50);
    page.keeper.sizeChanged();
    expect(page.top).toBe(before);
    expect(page.keeper.atEnd.value).toBe(false);
  });

  test("content that grows under a following view does not let go of it", () => {
    const page = opened();
    page.items += 10;
    page.keeper.scrolled();
    page.keeper.sizeChanged();
    expect(page.atEnd).toBe(true);
  });

  test("scrolling back down follows again", () => {
    const page = opened();
    page.byHand(-500);
    page.byHand(450);
    page.grow(2);
    expect(page.atEnd).toBe(true);
  });

  test("my own message leads to the end from anywhere", () => {
    const page = opened();
    page.byHand(-2_000);
    page.items += 1;
    page.keeper.follow();
    expect(page.atEnd).toBe(true);
  });

  test("landing keeps the first unread message in sight however many come", () => {
    const page = opened();
    page.keeper.land();
    page.grow(2, 100);
    expect(page.atEnd).toBe(true);
    page.grow(40, 100);
    expect(page.top).toBe(100 * 40 - 48);
  });

  test("a landed view in which everything unread was seen follows what comes next", () => {
    const page = opened();
    page.keeper.land();
    page.grow(3, 100);
    page.keeper.allSeen();
    page.grow(40, 100);
    expect(page.atEnd).toBe(true);
  });

  test("a landed view with more below than fits stays with the first unread message", () => {
    const page = opened();
    page.keeper.land();
    page.grow(40, 100);
    page.keeper.allSeen();
    page.grow(1, 100);
    expect(page.top).toBe(100 * 40 - 48);
  });

  test("a landed view that the reader moved stays where they put it", () => {
    const page = opened();
    page.keeper.land();
    page.grow(42, 100);
    page.byHand(-80);
    const before = page.top;
    page.grow(1, 100);
    expect(page.top).toBe(before);
  });

  test("a landing without anything unread is a view that follows", () => {
    const page = opened();
    page.keeper.land();
    page.grow(5);
    expect(page.atEnd).toBe(true);
  });

  test("a smaller view, as when the keyboard opens, stays at the end", () => {
    const page = opened();
    page.view = 200;
    page.keeper.sizeChanged();
    expect(page.atEnd).toBe(true);
  });

  test("a view that grew and shrank again, and lost its offset on the way, stays at the end", () => {
    const page = opened();
    page.view = 700;
    page.top = Math.min(page.top, 100 * 40 - 700);
    page.view = 200;
    page.keeper.scrolled();
    expect(page.atEnd).toBe(true);
  });

  test("a restored place stays through what comes", () => {
    const page = opened();
    page.keeper.restore(20, 7);
    page.grow(30);
    expect(page.top).toBe(20 * 40 + 7);
  });
});
