import { afterEach, expect, test } from "vitest";
import { dayOf } from "./calendar.ts";
import { clock, dayInWords } from "./format.ts";
import { lookAtZone } from "./zone.ts";

const home = process.env["TZ"];
const newYear = Date.UTC(2026, 11, 31, 23, 30);

function travelTo(zone: string | undefined): void {
  if (zone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = zone;
  lookAtZone();
}

afterEach(() => travelTo(home));

test("times, days and their words follow the time zone while the page is open", () => {
  const shown = (): string[] => [clock(newYear), String(dayOf(newYear)), dayInWords(newYear, newYear)];
  travelTo("Europe/London");
  expect(shown()).toEqual([expect.stringMatching(/^(?:23:30|11:30\sPM)$/), "20261231", expect.stringMatching(/31/)]);
  travelTo("Europe/Berlin");
  expect(shown()).toEqual([expect.stringMatching(/^(?:00:30|12:30\sAM)$/), "20270101", expect.stringMatching(/\b1\b/)]);
  travelTo("America/New_York");
  expect(shown()).toEqual([expect.stringMatching(/^(?:18:30|6:30\sPM)$/), "20261231", expect.stringMatching(/31/)]);
});
