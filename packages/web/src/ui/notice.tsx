import { effect, signal } from "@preact/signals";
import { X } from "lucide";
import { IconButton } from "./button.tsx";
import styles from "./notice.module.css";
import { strings } from "./strings.ts";

/** An object of its own for each line, so that the same words said again are shown and read out again. */
const current = signal<{ text: string } | undefined>(undefined);
const readingTimeMs = 7_000;
let shown = 0;

effect(() => {
  if (current.value === undefined) return;
  const timer = setTimeout(dismiss, readingTimeMs);
  return () => clearTimeout(timer);
});

function dismiss(): void {
  current.value = undefined;
}

/** Says one line over the page for a few seconds, aloud too. A later one takes its place. */
export function notify(text: string): void {
  current.value = { text };
  shown++;
}

/** Where the lines of `notify` appear; once a page. */
export function Notices() {
  return (
    <div class={styles.region} role="status">
      {current.value !== undefined && (
        <div key={shown} class={styles.notice}>
          {current.value.text}
          <IconButton icon={X} label={strings.shell.dismiss} onClick={dismiss} />
        </div>
      )}
    </div>
  );
}
