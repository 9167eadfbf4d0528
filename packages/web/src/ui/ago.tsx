import { datesWithYear, drawable, fullTime, isoTime, locale, once } from "./format.ts";
import { laterStrings } from "./later-strings.ts";
import { now } from "./now.ts";
import { perZone } from "./zone.ts";

const relative = once(() => new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" }));
const dates = perZone(() => new Intl.DateTimeFormat(locale, { day: "numeric", month: "long" }));

/** How long ago, roughly: "just now", "5 min. ago", "3 hr. ago", "yesterday", then a date. */
function ago(time: number, now: number): string {
  const at = drawable(time);
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return laterStrings.justNow;
  if (minutes < 60) return relative().format(-minutes, "minute");
  if (minutes < 24 * 60) return relative().format(-Math.floor(minutes / 60), "hour");
  const days = Math.floor(minutes / (24 * 60));
  if (days < 7) return relative().format(-days, "day");
  return (days < 300 ? dates : datesWithYear)().format(at);
}

/** How long ago a moment was, moving on by itself. */
export function Ago({ at }: { at: number }) {
  return (
    <time dateTime={isoTime(at)} title={fullTime(at)}>
      {ago(at, now.value)}
    </time>
  );
}
