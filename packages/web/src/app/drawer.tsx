import type { ComponentChildren } from "preact";
import { useModal } from "../ui/dialog.tsx";
import styles from "./shell.module.css";

interface Props {
  label: string;
  onClose: () => void;
  children: ComponentChildren;
}

/** The sidebar where there is no room for one: a modal at the edge. A link in it, Esc or a touch outside closes it. */
export function Drawer({ label, onClose, children }: Props) {
  const element = useModal();
  return (
    <dialog
      ref={element}
      class={styles.drawer}
      aria-label={label}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget || (event.target instanceof Element && event.target.closest("a")))
          onClose();
      }}
    >
      {children}
    </dialog>
  );
}
