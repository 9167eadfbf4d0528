import { effect, signal } from "@preact/signals";
import { X } from "lucide";
import { Button, IconButton } from "./button.tsx";
import styles from "./notice.module.css";
import { strings } from "./strings.ts";

/** What a person can do about a notice. */
export interface NoticeAction {
  label: string;
  run: () => void;
}

/** An object of its own for each line, so that the same words said again are shown and read out again. */
const current = signal<{ text: string; action?: NoticeAction | undefined } | undefined>(undefined);
let shown = 0;
const readingTimeMs = 7_000;
/** Time to reach the button too, by keyboard or with a screen reader. */
const actingTimeMs = 20_000;

effect(() => {
  if (current.value === undefined) return;
  const timer = setTimeout(dismiss, current.value.action ? actingTimeMs : readingTimeMs);
  return () => clearTimeout(timer);
});

function dismiss(): void {
  current.value = undefined;
}

/** Says one line over the page for a few seconds, aloud too. A later one takes its place. */
export function notify(text: string, action?: NoticeAction): void {
  current.value = { text, action };
  shown++;
}

/** Where the lines of `notify` appear; once a page. */
export function Notices() {
  const notice = current.value;
  return (
    <div class={styles.region} role="status">
      {notice && (
        <div key={shown} class={styles.notice}>
          {notice.text}
          {notice.action && (
            <Button
              kind="quiet"
              onClick={() => {
                dismiss();
                notice.action?.run();
              }}
            >
              {notice.action.label}
            </Button>
          )}
          <IconButton icon={X} label={strings.shell.dismiss} onClick={dismiss} />
        </div>
      )}
    </div>
  );
}
