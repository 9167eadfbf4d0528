import type { TimelineRow } from "@parlor/client";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { frameOf, growthOf, isCutOff, itemsOf, lastSeqUpTo, unreadAfter } from "./timeline-items.ts";

const noon = new Date("2026-05-31T12:00:00").getTime();
const minute = 60_000;

function said(seq: number, by: string, at = noon + seq * 1_000): TimelineRow {
  return {
    is: "message",
    key: `m${seq}`,
    mine: by === "me",
    message: { seq, by, at, text: "hello", clientId: `c${seq}` },
  };
}

const channelId = "0123456789ab";
const sending = (at: number): TimelineRow => ({
  is: "outgoing",
  key: "o1",
  outgoing: { state: "sending", since: at, draft: { channelId, clientId: "o1", text: "hello", at } },
});

describe("frames", () => {
  test("one author within five minutes shares a header", () => {
    expect(frameOf(said(2, "ada", noon + 5 * minute), said(1, "ada", noon), "me").opensGroup).toBe(false);
    expect(frameOf(said(2, "ada", noon + 5 * minute + 1), said(1, "ada", noon), "me").opensGroup).toBe(true);
    expect(frameOf(said(2, "bo", noon), said(1, "ada", noon), "me").opensGroup).toBe(true);
  });

  test("what I send joins my group before it is confirmed", () => {
    expect(frameOf(sending(noon + minute), said(1, "me", noon), "me").opensGroup).toBe(false);
    expect(frameOf(sending(noon + minute), said(1, "ada", noon), "me").opensGroup).toBe(true);
  });

  test("midnight opens a day and a group", () => {
    const late = new Date("2026-05-31T23:59:30").getTime();
    expect(frameOf(said(2, "ada", late + minute), said(1, "ada", late), "me")).toEqual({
      opensDay: true,
      opensGroup: true,
      showsTime: false,
    });
    expect(frameOf(said(2, "ada", late), said(1, "ada", late - minute), "me")).toEqual({
      opensDay: false,
      opensGroup: false,
      showsTime: false,
    });
  });

  test("however close the messages of a long group are, no ten minutes of it go without a time", () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 5 * minute }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 * minute }), gaps, (offset, gaps) => {
        let at = noon + offset;
        let shownAt = at;
        for (const gap of gaps) {
          const next = at + gap;
          const { opensGroup, showsTime } = frameOf(said(2, "ada", next), said(1, "ada", at), "me");
          expect(opensGroup).toBe(false);
          if (showsTime) shownAt = next;
          expect(next - shownAt).toBeLessThanOrEqual(10 * minute);
          at = next;
        }
      }),
    );
  });

  test("the first message shows its day; the one after a hole does not guess", () => {
    const [start] = itemsOf([], true);
    expect(frameOf(said(1, "ada"), start, "me")).toEqual({ opensDay: true, opensGroup: true, showsTime: false });
    expect(frameOf(said(9, "ada"), undefined, "me")).toEqual({ opensDay: true, opensGroup: true, showsTime: false });
    expect(frameOf(said(9, "ada"), { is: "hole", key: "h" }, "me")).toEqual({
      opensDay: false,
      opensGroup: true,
      showsTime: false,
    });
  });
});

describe("unread", () => {
  const items = [said(1, "ada"), said(2, "ada"), said(3, "me"), said(4, "bo"), said(5, "me"), said(6, "ada")];

  test("the first unread one is somebody else's", () => {
    expect(unreadAfter(items, 2).first).toBe(4);
    expect(unreadAfter(items, 0).first).toBe(1);
    expect(unreadAfter(items, 6).first).toBeUndefined();
    expect(unreadAfter([said(1, "me")], 0).first).toBeUndefined();
  });

  test("my own never count", () => {
    expect(unreadAfter(items, 2)).toEqual({ count: 2, first: 4, reach: 6 });
  });

  test("what is not loaded yet may hold the first one", () => {
    const page = items.slice(3);
    expect(unreadAfter(page, 1)).toEqual({ count: 2, first: undefined, reach: 1 });
    expect(isCutOff(page, 1)).toBe(true);
    expect(unreadAfter(page, 3)).toEqual({ count: 2, first: 4, reach: 6 });
    expect(isCutOff(page, 3)).toBe(false);
  });

  test("a hole ends what is loaded", () => {
    const holed = [said(1, "ada"), said(2, "ada"), { is: "hole", key: "h" } as const, said(9, "bo")];
    expect(unreadAfter(holed, 1)).toEqual({ count: 2, first: 2, reach: 2 });
    expect(unreadAfter(holed, 2)).toEqual({ count: 1, first: undefined, reach: 2 });
    expect(isCutOff(holed, 2)).toBe(false);
  });

  test("the last seq up to an index looks past what has none", () => {
    expect(lastSeqUpTo([...items, sending(noon)], 99)).toBe(6);
    expect(lastSeqUpTo(itemsOf(items, true), 0)).toBeUndefined();
  });
});

describe("growth", () => {
  const page = [said(11, "ada"), said(12, "ada")];

  test("older pages grow the front, new messages the end", () => {
    expect(growthOf(page, [said(10, "ada"), ...page])).toEqual({ is: "grown", before: 1, after: 0 });
    expect(growthOf(page, [...page, said(13, "ada")])).toEqual({ is: "grown", before: 0, after: 1 });
    expect(growthOf(page, [said(9, "ada"), said(10, "ada"), ...page, said(13, "ada")])).toEqual({
      is: "grown",
      before: 2,
      after: 1,
    });
  });

  test("reaching the start puts it in front", () => {
    expect(growthOf(page, itemsOf(page, true))).toEqual({ is: "grown", before: 1, after: 0 });
  });

  test("a page that connects to nothing replaces the list", () => {
    expect(growthOf(page, [said(90, "ada")])).toEqual({ is: "replaced" });
  });

  test("a discarded message shrinks the end", () => {
    expect(growthOf([...page, sending(noon)], page)).toEqual({ is: "grown", before: 0, after: -1 });
  });
});
