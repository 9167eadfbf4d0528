import { useMemo } from "preact/hooks";
import { findLinks } from "./links.ts";
import styles from "./message-row.module.css";

/** What somebody wrote: plain text with its line breaks, its links to be followed. */
export function MessageText({ text }: { text: string }) {
  const pieces = useMemo(() => findLinks(text), [text]);
  return (
    <p class={styles.text} dir="auto">
      {pieces.map(({ text: words, href }) =>
        href === undefined ? (
          words
        ) : (
          <a href={href} target="_blank" rel="noopener noreferrer">
            {words}
          </a>
        ),
      )}
    </p>
  );
}
