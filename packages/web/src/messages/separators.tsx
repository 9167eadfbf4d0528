import { daysBetween } from "../ui/calendar.ts";
import { dayInWords, fullTime } from "../ui/format.ts";
import { now, today } from "../ui/now.ts";
import { strings } from "../ui/strings.ts";
import styles from "./separators.module.css";

/** The day that begins here. Reading `today` makes yesterday's "Today" roll over at midnight. */
export function DayLine({ at }: { at: number }) {
  void today.value;
  const days = daysBetween(at, now.peek());
  const words =
    days === 0 ? strings.timeline.today : days === 1 ? strings.timeline.yesterday : dayInWords(at, now.peek());
  return (
    <div class={styles.day}>
      <time dateTime={new Date(at).toISOString()} title={fullTime(at)}>
        {words}
      </time>
    </div>
  );
}

/** What follows is new since the last visit. */
export function NewLine() {
  return (
    <div class={styles.new}>
      <span>{strings.timeline.new}</span>
    </div>
  );
}
