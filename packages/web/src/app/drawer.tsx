import type { ComponentChildren } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { useModal } from "../ui/dialog.tsx";
import { Notices } from "../ui/notice.tsx";
import styles from "./shell.module.css";

interface Props {
  label: string;
  onClose: () => void;
  children: ComponentChildren;
}

/** The sidebar where there is no room for one: a modal at the edge. A link in it, Esc, Back or a touch outside closes it. */
export function Drawer({ label, onClose, children }: Props) {
  const element = useModal();
  // As soon as it shows: Back may be pressed before the next frame.
  useLayoutEffect(() => stepOver(onClose), []);
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
      <Notices />
    </dialog>
  );
}

/**
 * A step on the same page, so that Back closes what was opened over it instead of leaving. Returns what takes the step away
 * again; where one went somewhere else meanwhile, that has its place already.
 */
function stepOver(onBack: () => void): () => void {
  history.pushState("over", "");
  addEventListener("popstate", onBack);
  return () => {
    removeEventListener("popstate", onBack);
    // A link that closes it is still being followed.
    setTimeout(() => history.state && history.back());
  };
}
