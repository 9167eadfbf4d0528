import { ArrowUp } from "lucide";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "../ui/icon.tsx";
import { later } from "../ui/later.tsx";
import { isTouch } from "../ui/media.ts";
import { strings } from "../ui/strings.ts";
import styles from "./composer.module.css";
import type { ComposerModel } from "./composer-model.ts";
import { keyMeaning } from "./key-meaning.ts";

interface Props {
  model: ComposerModel;
  /** What stands in the empty field, and is its name for listeners. */
  placeholder: string;
}

export const composerId = "composer";
const countId = "composer-count";

const CharacterCount = later(async () => (await import("./character-count.tsx")).CharacterCount);

/** Where one writes. It has the focus from the start, except where that would open a keyboard on the glass. */
export function Composer({ model, placeholder }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const left = model.left.value;
  const isOver = left !== undefined && left < 0;

  useEffect(() => {
    const focus = (): void => field.current?.focus();
    if (!isTouch.peek()) focus();
    model.onTakenBack = focus;
  }, [model]);
  useLayoutEffect(() => fit(field.current), [model.text.value]);
  useKeysFromAnywhere(field);

  function send(): void {
    model.send();
    field.current?.focus();
  }

  return (
    <form
      class={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class={styles.box} data-over={isOver || undefined}>
        <textarea
          ref={field}
          id={composerId}
          rows={1}
          dir="auto"
          aria-label={placeholder}
          aria-describedby={countId}
          aria-invalid={isOver || undefined}
          placeholder={placeholder}
          enterkeyhint={isTouch.value ? "enter" : "send"}
          value={model.text.value}
          onInput={(event) => model.write(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (keyMeaning(event, isTouch.peek()) !== "send") return;
            event.preventDefault();
            model.send();
          }}
        />
        <button
          type="submit"
          class={styles.send}
          aria-label={strings.composer.send}
          title={strings.composer.send}
          disabled={!model.canSend.value}
        >
          <Icon of={ArrowUp} size={20} />
        </button>
      </div>
      <CharacterCount id={countId} left={left} />
    </form>
  );
}

const fitsItself = CSS.supports("field-sizing", "content");

/** As high as its text, where the style sheet cannot do it; how high at most is said there for all. */
function fit(field: HTMLTextAreaElement | null): void {
  if (!field || fitsItself) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}

/** What is typed while nothing is focused, or something that takes no text, goes into the field. */
function useKeysFromAnywhere(field: { current: HTMLTextAreaElement | null }): void {
  useEffect(() => {
    const typed = (event: KeyboardEvent): void => {
      const target = event.target instanceof Element ? event.target : document.body;
      const takesKeys = target.closest("input, textarea, select, dialog, [role=menu], [contenteditable]") !== null;
      if (!takesKeys && keyMeaning(event, false) === "text") field.current?.focus();
    };
    document.addEventListener("keydown", typed);
    return () => document.removeEventListener("keydown", typed);
  }, []);
}
