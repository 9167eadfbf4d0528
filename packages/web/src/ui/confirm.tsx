import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import styles from "./confirm.module.css";
import { Button } from "./button.tsx";
import { strings } from "./strings.ts";

interface Props {
  /** What the button says, and its longer name for listeners where several say the same. */
  label: string;
  name?: string;
  /** What the second button says, which does it. */
  confirm: string;
  onConfirm: () => void;
  /** `plain` in a row of such buttons. */
  kind?: "quiet" | "plain";
}

/** A button for what cannot be undone: it asks once more in its own place. The focus goes along, and back on Cancel. */
export function Confirm({ label, name, confirm, onConfirm, kind = "quiet" }: Props) {
  const asks = useSignal(false);
  const wasDrawn = useRef(false);
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (wasDrawn.current) place.current?.querySelector("button")?.focus();
    wasDrawn.current = true;
  }, [asks.value]);
  return (
    <span ref={place} class={styles.place}>
      {asks.value ? (
        <>
          <Button kind="danger" onClick={onConfirm}>
            {confirm}
          </Button>
          <Button kind={kind} onClick={() => (asks.value = false)}>
            {strings.shell.cancel}
          </Button>
        </>
      ) : (
        <Button kind={kind} {...(name !== undefined && { "aria-label": name })} onClick={() => (asks.value = true)}>
          {label}
        </Button>
      )}
    </span>
  );
}
