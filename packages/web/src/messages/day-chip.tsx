import type { ReadonlySignal } from "@preact/signals";
import styles from "./message-list.module.css";
import { dayWords } from "./separators.tsx";

interface Props {
  /** A moment of the day at the top of the view. */
  at: ReadonlySignal<number | undefined>;
  atEnd: ReadonlySignal<boolean>;
}

/** Says which day one is reading, for whoever is far from its separator. Listeners hear the separators themselves. */
export function DayChip({ at, atEnd }: Props) {
  if (atEnd.value || at.value === undefined) return null;
  return (
    <div class={styles.day} aria-hidden="true">
      <span>{dayWords(at.value)}</span>
    </div>
  );
}
