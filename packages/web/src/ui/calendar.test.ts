import { describe, expect, test } from "vitest";
import { dayOf, daysBetween, nextMidnight } from "./calendar.ts";

const at = (text: string): number => new Date(text).getTime();

describe("calendar", () => {
  test("a day runs from one local midnight to the next", () => {
    expect(dayOf(at("2026-05-31T00:00:00"))).toBe(20260531);
    expect(dayOf(at("2026-05-31T23:59:59.999"))).toBe(20260531);
    expect(dayOf(at("2026-06-01T00:00:00"))).toBe(20260601);
  });

  test("going back and forth between days never returns a stale answer", () => {
    const days = ["2026-03-28T12:00:00", "2026-03-29T12:00:00", "2026-03-28T23:30:00", "2025-03-29T01:00:00"];
    expect(days.map((day) => dayOf(at(day)))).toEqual([20260328, 20260329, 20260328, 20250329]);
  });

  test("days between counts calendar days, not hours", () => {
    expect(daysBetween(at("2026-05-30T23:59:00"), at("2026-05-31T00:01:00"))).toBe(1);
    expect(daysBetween(at("2026-05-31T00:01:00"), at("2026-05-31T23:59:00"))).toBe(0);
    expect(daysBetween(at("2026-10-24T12:00:00"), at("2026-10-26T12:00:00"))).toBe(2);
  });

  test("the next midnight belongs to the next day", () => {
    expect(dayOf(nextMidnight(at("2026-12-31T15:00:00")))).toBe(20270101);
  });
});
