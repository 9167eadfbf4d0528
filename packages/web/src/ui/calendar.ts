import { zone } from "./zone.ts";

/** A calendar day of the viewer, as a number that sorts: 20260531. */
export type DayKey = number;

let cachedIn = "";
let cachedFrom = 0;
let cachedUntil = 0;
let cachedKey: DayKey = 0;

/** The local day a moment falls on. Neighbouring messages mostly share one, so the last answer is kept. */
export function dayOf(at: number): DayKey {
  if (at >= cachedFrom && at < cachedUntil && cachedIn === zone.value) return cachedKey;
  cachedIn = zone.value;
  const day = new Date(at);
  cachedKey = day.getFullYear() * 10_000 + (day.getMonth() + 1) * 100 + day.getDate();
  cachedFrom = day.setHours(0, 0, 0, 0);
  // Not plus 24 hours: two days a year are longer or shorter.
  cachedUntil = nextMidnight(at);
  return cachedKey;
}

/** The first moment of the next local day. */
export function nextMidnight(at: number): number {
  const day = new Date(at);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime();
}

/** Whole local days from one moment's day to another's: 1 for yesterday, 0 for today. */
export function daysBetween(earlier: number, later: number): number {
  const noon = (at: number): number => new Date(at).setHours(12, 0, 0, 0);
  return Math.round((noon(later) - noon(earlier)) / 86_400_000);
}
