import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import styles from "./field.module.css";

interface Props {
  label: string;
  value: string;
  onValue: (value: string) => void;
  /** Why the value was refused. */
  error?: string | undefined;
  /** A way out that goes with the error, such as a button with a free name. */
  remedy?: ComponentChildren;
  hint?: string;
  optional?: string;
  placeholder?: string;
  autocomplete?: "nickname" | "off";
  maxLength?: number;
  /** The one field of a dialog or page that has the focus first. */
  first?: boolean;
}

/** One line of text with its name above and, below it, room for a reason, so that nothing moves when one comes. */
export function Field({ label, value, onValue, error, remedy, hint, optional, first = false, ...rest }: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  // `autofocus` is for dialogs, which look for it when they open; a page only obeys the first one it meets.
  useLayoutEffect(() => {
    if (first) input.current?.focus();
  }, []);
  return (
    <div class={styles.field}>
      <label class={styles.label} for={id}>
        {label}
        {optional !== undefined && <span class={styles.optional}>{optional}</span>}
      </label>
      <input
        {...rest}
        ref={input}
        id={id}
        class={styles.input}
        type="text"
        value={value}
        autofocus={first}
        enterkeyhint="done"
        spellcheck={false}
        autocapitalize="off"
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-below`}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
      <div id={`${id}-below`} class={styles.below} aria-live="polite">
        {error === undefined ? hint : <span class={styles.error}>{error}</span>}
        {error !== undefined && remedy}
      </div>
    </div>
  );
}
