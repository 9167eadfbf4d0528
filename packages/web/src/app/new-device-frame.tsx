import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import styles from "../session/name-step.module.css";
import { Logo } from "../ui/logo.tsx";

interface Props {
  title: string;
  text?: string;
  children?: ComponentChildren;
}

/** The page's frame, the same for each of its steps. What changes in it is read out, and the focus goes on to the first button. */
export function NewDeviceFrame({ title, text, children }: Props) {
  const step = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (document.activeElement === document.body) step.current?.querySelector("button")?.focus();
  }, [title]);
  return (
    <main class={styles.page}>
      <div ref={step} class={styles.step}>
        <Logo size={44} />
        <div role="status">
          <h1>{title}</h1>
          {text !== undefined && <p class={styles.sentence}>{text}</p>}
        </div>
        {children}
      </div>
    </main>
  );
}
