import { daysBetween } from "../ui/calendar.ts";
import { dayInWords, fullTime, isoTime } from "../ui/format.ts";
import { now, today } from "../ui/now.ts";
import { strings } from "../ui/strings.ts";
import styles from "./separators.module.css";

/** The height at the top of the view that the chip takes, in pixels. */
const chipRoom = 40;

/** A day as one says it. Reading `today` makes yesterday's "Today" roll over at midnight. */
export function dayWords(at: number): string {
  void today.value;
  const days = daysBetween(at, now.peek());
  return days === 0 ? strings.timeline.today : days === 1 ? strings.timeline.yesterday : dayInWords(at, now.peek());
}

/** The day that begins here. */
export function DayLine({ at }: { at: number }) {
  return (
    <div class={styles.day}>
      <time dateTime={isoTime(at)} title={fullTime(at)}>
        {dayWords(at)}
      </time>
    </div>
  );
}

/** Whether the line of a day is in view, or any other where the chip with the day would lie over it. */
export function isDaySeen(view: Element, words: string | undefined): boolean {
  const { top, bottom } = view.getBoundingClientRect();
  return Array.from(view.getElementsByClassName(styles.day ?? "")).some((line) => {
    const box = line.getBoundingClientRect();
    return box.bottom > top && box.top < (line.textContent === words ? bottom : top + chipRoom);
  });
}

/** From here on the messages were loaded again, and replaced those that were shown before. */
export function ResetLine() {
  return <p class={styles.reset}>{strings.timeline.reset}</p>;
}

/** What follows is new since the last visit. */
export function NewLine() {
  return (
    <div class={styles.newLine}>
      <span>{strings.timeline.new}</span>
    </div>
  );
}
