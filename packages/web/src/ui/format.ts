import { perZone } from "./zone.ts";

/**
 * Words come in English, so plurals, lists and day names do too; the clock follows the reader's own habit of 12 or 24 hours.
 */
export const locale = globalThis.navigator?.languages?.find((language) => /^en(?:-[a-z]{2})?$/i.test(language)) ?? "en";
/** Made at its first use: each of these reads tables of the locale, and the first screen needs few of them. */
export function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** The reader's habit of 12 or 24 hours. A browser whose own locale is no language (POSIX) has none. */
const hours = once((): Intl.DateTimeFormatOptions => {
  try {
    const { hourCycle } = new Intl.DateTimeFormat(undefined, { hour: "numeric" }).resolvedOptions();
    return hourCycle === undefined ? {} : { hourCycle };
  } catch {
    return {};
  }
});

const plurals = once(() => new Intl.PluralRules(locale));
const numbers = once(() => new Intl.NumberFormat(locale));
const lists = once(() => new Intl.ListFormat(locale, { type: "conjunction" }));
const clocks = perZone(() => new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", ...hours() }));
const fullTimes = perZone(
  () => new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "medium", ...hours() }),
);
export const datesWithYear = perZone(
  () => new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric" }),
);
const weekdays = perZone(() => new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" }));

/** Picks the form that fits the number and puts the number in the place of `#`. */
export function plural(count: number, forms: { one: string; other: string }): string {
  const form = plurals().select(count) === "one" ? forms.one : forms.other;
  return form.replace("#", numbers().format(count));
}

export function number(value: number): string {
  return numbers().format(value);
}

/** "Ada, Bo, and Cleo" */
export function list(names: readonly string[]): string {
  return lists().format(names);
}

/** The times that a Date can hold. Others would throw where they are drawn, and take the page with them. */
const lastTime = 8.64e15;

/** The same moment, or 1970 for what is none: a draft in this browser's storage is no safer than a message of the server. */
export function drawable(at: number): number {
  return Math.abs(at) <= lastTime ? at : 0;
}

/** A moment for machines, as in the `dateTime` of a `<time>`. */
export function isoTime(at: number): string {
  return new Date(drawable(at)).toISOString();
}

/** The time of day, as "14:05" or "2:05 PM". */
export function clock(at: number): string {
  return clocks().format(drawable(at));
}

/** The same as a clock on the wall has it: the half of the day stands elsewhere. */
export function clockFace(at: number): string {
  return clock(at).replace(/\s[ap]\.?m\.?$/i, "");
}

/** Everything there is to know about a moment, for a tooltip. */
export function fullTime(at: number): string {
  return fullTimes().format(drawable(at));
}

/** A calendar day in words: "Monday, 3 May", with the year once it is another one. */
export function dayInWords(at: number, now: number): string {
  const moment = drawable(at);
  const sameYear = new Date(moment).getFullYear() === new Date(now).getFullYear();
  return (sameYear ? weekdays : datesWithYear)().format(moment);
}
