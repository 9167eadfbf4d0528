import { beforeEach, expect, test } from "vitest";
import { keep, keptKeys } from "../ui/kept.ts";
import { ReadMarks } from "./read-marks.ts";

const general = { id: "general", head: 40 };

beforeEach(() => {
  for (const key of keptKeys("")) keep(key, undefined);
});

function met(epoch = "e1"): ReadMarks {
  const marks = new ReadMarks(epoch);
  marks.meet([general]);
  return marks;
}

test("what was there before the first visit counts as read", () => {
  expect(met().unread(general)).toBe(0);
});

test("everything of a channel made later is unread", () => {
  const marks = met();
  marks.meet([general, { id: "garden", head: 3 }]);
  expect(marks.unread({ id: "garden", head: 3 })).toBe(3);
});

test("IMP-8 what an import stored is never unread: not in a new channel, not in a known one, and what people write after it is", () => {
  const marks = met();
  const [fresh, grown] = [
    { id: "archive", head: 20_000, imported: 20_000 },
    { id: "general", head: 60, imported: 58 },
  ];
  marks.meet([grown, fresh]);
  expect([marks.unread(fresh), marks.unread(grown)]).toEqual([0, 2]);
  marks.meet([
    { ...grown, head: 90, imported: 90 },
    { ...fresh, head: 20_001 },
  ]);
  expect(marks.unread({ id: "general", head: 90 })).toBe(0);
  expect(marks.unread({ id: "archive", head: 20_001 })).toBe(1);
});

test("a position only grows, so the count is never negative and never comes back", () => {
  const marks = met();
  marks.read("general", 45);
  marks.read("general", 42);
  expect(marks.of("general")).toBe(45);
  expect(marks.unread({ id: "general", head: 44 })).toBe(0);
  expect(marks.unread({ id: "general", head: 47 })).toBe(2);
});

test("the positions are still there at the next visit", () => {
  met().read("general", 45);
  const later = new ReadMarks("e1");
  later.meet([{ id: "general", head: 50 }]);
  expect(later.unread({ id: "general", head: 50 })).toBe(5);
});

test("MSG-6 another epoch voids them all", () => {
  met().read("general", 45);
  const restored = new ReadMarks("e2");
  restored.meet([{ id: "general", head: 12 }]);
  expect(restored.of("general")).toBe(12);
});

test("one's own message is never unread, wherever one is when it arrives", () => {
  const marks = met();
  marks.wrote(new Map([["general", [41, 42]]]));
  expect(marks.unread({ id: "general", head: 42 })).toBe(0);
  expect(new ReadMarks("e1").of("general")).toBe(42);
});

test("one's own message after somebody else's leaves that one unread, and only that one", () => {
  const marks = met();
  marks.wrote(new Map([["general", [42, 43]]]));
  expect(marks.unread({ id: "general", head: 43 })).toBe(1);
  marks.read("general", 41);
  expect(marks.of("general")).toBe(43);
});

test("one's own message in a channel just made counts as read", () => {
  const marks = met();
  marks.wrote(new Map([["garden", [1]]]));
  marks.meet([general, { id: "garden", head: 0 }]);
  expect(marks.unread({ id: "garden", head: 1 })).toBe(0);
  expect(marks.of("garden")).toBe(1);
});
