import type { ComponentChildren } from "preact";
import styles from "./visually-hidden.module.css";

interface Props {
  children: ComponentChildren;
  /** Read out politely whenever it changes. */
  status?: boolean;
}

/** Words for people who listen instead of look. */
export function VisuallyHidden({ children, status = false }: Props) {
  return (
    <span class={styles.hidden} {...(status && { role: "status" })}>
      {children}
    </span>
  );
}
