import { effect, signal } from "@preact/signals";
import { X } from "lucide";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Button, IconButton } from "./button.tsx";
import styles from "./notice.module.css";
import { strings } from "./strings.ts";

/** What a person can do about a notice. */
export interface NoticeAction {
  label: string;
  run: () => void;
}

/** An object of its own for each line, so that the same words said again are shown and read out again. */
const current = signal<{ text: string; action: NoticeAction | undefined; place: object | undefined } | undefined>(
  undefined,
);
/** The places for notices that are there: the page's, then those of the dialogs that are open. */
const places = signal<readonly object[]>([]);
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
  current.value = { text, action, place: places.peek().at(-1) };
  shown++;
}

/**
 * Where the lines of `notify` appear: in the page, and in each modal dialog, since what is outside of an open one is under its
 * veil, takes no click and is not read out. What a dialog says as it closes, the place below it shows.
 */
export function Notices() {
  const place = useRef({}).current;
  useLayoutEffect(() => {
    places.value = [...places.peek(), place];
    return () => {
      places.value = places.peek().filter((other) => other !== place);
    };
  }, []);
  const said = current.value;
  const where = said?.place && places.value.includes(said.place) ? said.place : places.value.at(-1);
  const notice = where === place ? said : undefined;
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
