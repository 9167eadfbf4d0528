import type { TimelineRow } from "@parlor/client";
import { describe, expect, test } from "vitest";
import { Visit } from "./visit.ts";

const loaded = (from: number, to: number): TimelineRow[] =>
  Array.from({ length: to - from + 1 }, (_, at) => {
    const seq = from + at;
    const message = { seq, by: "ada", at: seq * 1_000, text: "hello", clientId: `c${seq}` };
    return { is: "message", key: `m${seq}`, mine: false, message };
  });

test("the line stands after what was read before", () => {
  expect(new Visit(5, 9, []).lineAfter.value).toBe(5);
  expect(new Visit(9, 9, []).lineAfter.value).toBeUndefined();
  expect(new Visit(undefined, 9, []).lineAfter.value).toBeUndefined();
});

test("what is held may go further than the list knows", () => {
  expect(new Visit(5, 0, loaded(1, 9)).lineAfter.value).toBe(5);
});

test("one is behind from the beginning, before anything was on the screen", () => {
  expect(new Visit(50, 160, loaded(61, 160)).isBehind.value).toBe(true);
  expect(new Visit(50, 160, loaded(51, 160)).isBehind.value).toBe(false);
  expect(new Visit(160, 160, loaded(61, 160)).isBehind.value).toBe(false);
  expect(new Visit(undefined, 160, loaded(61, 160)).isBehind.value).toBe(false);
});

test("what arrives before one's eyes gets no line", () => {
  const visit = new Visit(9, 9, []);
  visit.arrived(10);
  expect(visit.lineAfter.value).toBeUndefined();
});

test("what arrives while one looks away does, before the first of it", () => {
  const visit = new Visit(9, 9, []);
  visit.lookedAway(9);
  visit.arrived(10);
  visit.arrived(11);
  visit.lookedBack();
  visit.arrived(12);
  expect(visit.lineAfter.value).toBe(9);
});

test("looking away clears a line that was read past, and keeps one that was not", () => {
  const readOn = new Visit(5, 9, []);
  readOn.lookedAway(9);
  expect(readOn.lineAfter.value).toBeUndefined();
  const notYet = new Visit(5, 9, []);
  notYet.lookedAway(5);
  expect(notYet.lineAfter.value).toBe(5);
});

test("clearing holds", () => {
  const visit = new Visit(5, 9, []);
  visit.clear();
  visit.arrived(10);
  expect(visit.lineAfter.value).toBeUndefined();
});

describe("what counts as read", () => {
  test("what was on the screen, from the first unread one on", () => {
    const visit = new Visit(50, 100, loaded(1, 100));
    expect(visit.saw({ first: 90, last: 100 }, loaded(1, 100), 50)).toBeUndefined();
    expect(visit.saw({ first: 50, last: 60 }, loaded(1, 100), 50)).toBe(60);
    expect(visit.saw({ first: 80, last: 90 }, loaded(1, 100), 60)).toBe(90);
    expect(visit.isBehind.value).toBe(false);
  });

  test("nothing while the first unread one is not loaded", () => {
    const visit = new Visit(50, 20_000, loaded(19_901, 20_000));
    expect(visit.saw({ first: 19_990, last: 20_000 }, loaded(19_901, 20_000), 50)).toBeUndefined();
    expect(visit.isBehind.value).toBe(true);
    expect(visit.saw({ first: 19_901, last: 19_911 }, loaded(19_701, 20_000), 50)).toBeUndefined();
  });

  test("a backlog read upwards counts whole once its first message is reached", () => {
    const visit = new Visit(50, 160, loaded(61, 160));
    visit.saw({ first: 150, last: 160 }, loaded(61, 160), 50);
    for (let first = 140; first > 50; first -= 10)
      expect(visit.saw({ first, last: first + 10 }, loaded(1, 160), 50)).toBeUndefined();
    expect(visit.isBehind.value).toBe(true);
    expect(visit.saw({ first: 45, last: 60 }, loaded(1, 160), 50)).toBe(160);
    expect(visit.isBehind.value).toBe(false);
  });

  test("a jump over a backlog counts only what is on the screen there", () => {
    const visit = new Visit(50, 160, loaded(61, 160));
    visit.saw({ first: 150, last: 160 }, loaded(61, 160), 50);
    expect(visit.saw({ first: 50, last: 60 }, loaded(1, 160), 50)).toBe(60);
  });

  test("a hole holds it up until it is filled and reached", () => {
    const holed = [...loaded(1, 5), ...loaded(90, 100)];
    const visit = new Visit(5, 100, holed);
    expect(visit.saw({ first: 90, last: 100 }, holed, 5)).toBeUndefined();
    expect(visit.isBehind.value).toBe(false);
    expect(visit.saw({ first: 90, last: 100 }, loaded(1, 100), 5)).toBeUndefined();
  });

  test("missing too much while looking on gives a line as well", () => {
    const visit = new Visit(5, 5, loaded(1, 5));
    visit.saw({ first: 1, last: 5 }, loaded(1, 5), 5);
    visit.saw({ first: 890, last: 900 }, loaded(801, 900), 5);
    expect(visit.lineAfter.value).toBe(5);
  });
});
