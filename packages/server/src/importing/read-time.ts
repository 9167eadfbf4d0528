/** The unit in which a file gives its times. */
export type TimeUnit = "seconds" | "milliseconds" | "microseconds" | "nanoseconds" | "dates";

/**
 * A time read: milliseconds since 1970, and the unit it was in. A number too small to tell (before 1973 in seconds) has no unit,
 * and `at` is the number itself: it follows the rest of its file.
 */
export type ReadTime = { at: number; unit: TimeUnit | undefined } | { problem: string };

/** Clocks and time zones are sometimes wrong by some hours; more than a day ahead is no time of a message. */
const AHEAD_MS = 24 * 3_600_000;
/** 1973 in seconds. Chat is younger, and the same number of milliseconds is the second day of 1970. */
const SECONDS_FROM = 1e8;
/** From here on a number of seconds would be after the year 5000. The next units follow by thousands. */
const MILLISECONDS_FROM = 1e11;
const MICROSECONDS_FROM = 1e14;
const NANOSECONDS_FROM = 1e17;

const NUMBER = /^-?\d+(?:\.\d+)?$/;
/** Year, month and day; a time; a zone. */
const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(?:[.,](\d+))?)? ?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$/i;
/** As in mail: a date without a zone would mean another moment on every machine. */
const MAIL = /^(?:[a-z]{3}, )?\d{1,2} [a-z]{3} \d{4} \d\d:\d\d(?::\d\d)? (?:GMT|UTC|[+-]\d{4})$/i;

/**
 * Reads a time by its magnitude: seconds (a fraction is allowed) to nanoseconds since 1970, as a number or its digits, or a date in
 * ISO 8601. A date without a zone is in UTC. `now` in milliseconds bounds it.
 */
export function readTime(value: unknown, now: number): ReadTime {
  if (value === undefined || value === null || value === "") return { problem: "it has no time" };
  const read =
    typeof value === "string" ? readText(value.trim()) : typeof value === "number" ? readNumber(value) : undefined;
  if (!read || !Number.isFinite(read.at)) return { problem: `its time cannot be read: ${shown(value)}` };
  if (read.at < 0) return { problem: `its time is before 1970: ${shown(value)}` };
  if (read.at > now + AHEAD_MS) return { problem: `its time is in the future: ${shown(value)}` };
  return read;
}

function readText(text: string): { at: number; unit: TimeUnit | undefined } | undefined {
  if (NUMBER.test(text)) return readNumber(Number(text));
  const iso = ISO.exec(text);
  if (iso) return { at: fromIso(iso), unit: "dates" };
  return MAIL.test(text) ? { at: Date.parse(text), unit: "dates" } : undefined;
}

function fromIso([, day, minutes = "00:00", seconds = ":00", fraction = "0", zone = "Z"]: RegExpExecArray): number {
  const offset = /^[+-]/.test(zone)
    ? zone.replace(/^(...):?(\d\d)?$/, (_, hours, rest = "00") => `${hours}:${rest}`)
    : "Z";
  const milliseconds = fraction.padEnd(3, "0").slice(0, 3);
  return Date.parse(`${day}T${minutes}${seconds}.${milliseconds}${offset}`);
}

function readNumber(value: number): { at: number; unit: TimeUnit | undefined } {
  const size = Math.abs(value);
  if (size >= NANOSECONDS_FROM) return { at: Math.round(value / 1e6), unit: "nanoseconds" };
  if (size >= MICROSECONDS_FROM) return { at: Math.round(value / 1e3), unit: "microseconds" };
  if (size >= MILLISECONDS_FROM) return { at: Math.round(value), unit: "milliseconds" };
  if (size >= SECONDS_FROM) return { at: Math.round(value * 1e3), unit: "seconds" };
  return { at: value, unit: undefined };
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 40);
}
