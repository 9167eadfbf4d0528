import type { ButtonHTMLAttributes, ComponentChildren } from "preact";
import styles from "./button.module.css";
import { Icon, type IconNode } from "./icon.tsx";

interface Props extends Omit<ButtonHTMLAttributes, "icon" | "size"> {
  kind?: "primary" | "plain" | "danger" | "quiet";
  /** True while its work is under way: it stays where it is and keeps the focus, but does nothing. */
  busy?: boolean;
  children: ComponentChildren;
}

/** The classes of a button, for a link that looks like one. */
export const buttonLook = (kind: NonNullable<Props["kind"]>): string => `${styles.button} ${styles[kind]}`;

export function Button({
  kind = "plain",
  busy = false,
  type = "button",
  class: className = "",
  children,
  ...rest
}: Props) {
  return (
    <button
      {...rest}
      type={type}
      class={`${buttonLook(kind)} ${className as string}`}
      aria-disabled={busy || undefined}
    >
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ButtonHTMLAttributes, "icon" | "size" | "label"> {
  icon: IconNode;
  /** Its name, for listeners and as a tooltip. */
  label: string;
}

export function IconButton({ icon, label, class: className = "", ...rest }: IconButtonProps) {
  return (
    <button
      {...rest}
      type="button"
      class={`${styles.button} ${styles.icon} ${className as string}`}
      aria-label={label}
      title={label}
    >
      <Icon of={icon} />
    </button>
  );
}
