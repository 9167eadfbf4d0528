import { useEffect, useLayoutEffect } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogButtons } from "../ui/dialog.tsx";
import type { Desk } from "./desk.ts";
import { isUnsentOpen, unsentOf } from "./unsent.ts";
import styles from "./unsent-dialog.module.css";
import { UnsentItem } from "./unsent-item.tsx";
import { dialogStrings } from "../ui/dialog-strings.ts";

/** Everything that was written to a room that is gone, with the ways on. */
export function UnsentDialog({ desk }: { desk: Desk }) {
  const unsent = unsentOf(desk);
  const texts = unsent.texts.value;
  const close = (): void => {
    isUnsentOpen.value = false;
  };
  const isEmpty = texts.length === 0;
  useEffect(() => {
    if (isEmpty) close();
  }, [isEmpty]);
  useLayoutEffect(() => {
    // What was discarded took the focus along.
    if (document.activeElement === document.body) document.querySelector<HTMLElement>("dialog:modal button")?.focus();
  }, [texts.length]);
  if (isEmpty) return null;
  return (
    <Dialog title={dialogStrings.unsent.title} lead={dialogStrings.unsent.lead} onClose={close}>
      <ul class={styles.list}>
        {texts.map((text) => (
          <UnsentItem key={text.key} desk={desk} unsent={unsent} of={text} onMoved={close} />
        ))}
      </ul>
      <DialogButtons>
        <Button onClick={close}>{dialogStrings.unsent.close}</Button>
      </DialogButtons>
    </Dialog>
  );
}
