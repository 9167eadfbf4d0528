import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import styles from "./floating.module.css";
import { dayWords, isDaySeen } from "./separators.tsx";

interface Props {
  /** A moment of the day at the top of the view. */
  at: ReadonlySignal<number | undefined>;
  atEnd: ReadonlySignal<boolean>;
}

/** So long after the last move one has stopped to read. */
const restMs = 1_000;

/**
 * Says while one scrolls which day one is in, unless that stands in view anyway. Listeners hear the separators themselves.
 */
export function DayChip({ at, atEnd }: Props) {
  const chip = useRef<HTMLDivElement>(null);
  const moving = useSignal(false);
  const words = at.value === undefined ? "" : dayWords(at.value);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const scrolled = ({ target }: Event): void => {
      clearTimeout(timer);
      moving.value = !isDaySeen(target as Element, chip.current?.textContent);
      timer = setTimeout(() => (moving.value = false), restMs);
    };
    const frame = chip.current?.parentElement;
    // Scrolling does not bubble, but it can be caught on its way down.
    frame?.addEventListener("scroll", scrolled, true);
    return () => {
      clearTimeout(timer);
      frame?.removeEventListener("scroll", scrolled, true);
    };
  }, []);

  const isShown = moving.value && !atEnd.value && words !== "";
  return (
    <div ref={chip} class={styles.day} data-shown={isShown || undefined} aria-hidden="true">
      <span>{words}</span>
    </div>
  );
}
