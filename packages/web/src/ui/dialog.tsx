import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import styles from "./dialog.module.css";
import { Notices } from "./notice.tsx";

interface Props {
  title: string;
  /** One or two sentences under the title. */
  lead?: string;
  onClose: () => void;
  children: ComponentChildren;
}

/** A modal window: the browser's own, so the focus stays inside, Esc closes, and the rest of the page is inert. */
export function Dialog({ title, lead, onClose, children }: Props) {
  const id = useId();
  const element = useModal();
  return (
    <dialog
      ref={element}
      class={styles.dialog}
      aria-labelledby={id}
      onClose={({ currentTarget }) => {
        // The browser says so later: of a dialog that gave its place to another, which is to stay.
        if (currentTarget.isConnected) onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget && isOutside(event.currentTarget, event)) onClose();
      }}
    >
      <h2 id={id}>{title}</h2>
      {lead !== undefined && <p class={styles.lead}>{lead}</p>}
      {children}
      <Notices />
    </dialog>
  );
}

/** Opens the dialog element as long as its component is there, and gives the focus back to the element that had it. */
export function useModal() {
  const element = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = element.current;
    const opener = document.activeElement;
    dialog?.showModal();
    // What has the focus first may stand at the foot of a dialog that is higher than the window.
    if (dialog) dialog.scrollTop = 0;
    return () => {
      // While it is open, the rest of the page is inert and takes no focus.
      dialog?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return element;
}

function isOutside(dialog: HTMLElement, { clientX, clientY }: MouseEvent): boolean {
  const box = dialog.getBoundingClientRect();
  return clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom;
}

interface FormProps {
  onSubmit: () => void;
  children: ComponentChildren;
}

/** The fields and buttons of a dialog; Enter in a field submits. */
export function DialogForm({ onSubmit, children }: FormProps) {
  return (
    <form
      class={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}

export function DialogButtons({ children }: { children: ComponentChildren }) {
  return <div class={styles.buttons}>{children}</div>;
}
