import { useMemo, useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { strings } from "../ui/strings.ts";
import { isFolded, unfold } from "./folding.ts";
import { findLinks } from "./links.ts";
import styles from "./message-row.module.css";
import { shownAddress } from "./shown-address.ts";

/** What somebody wrote: plain text with its line breaks, its links to be followed. A very long one is folded at first. */
export function MessageText({ text }: { text: string }) {
  const pieces = useMemo(() => findLinks(text), [text]);
  const [folded, setFolded] = useState(() => isFolded(text));
  // Also for a link below the fold that the keyboard comes to.
  const showAll = () => {
    if (!folded) return;
    unfold(text);
    setFolded(false);
  };
  return (
    <>
      <p class={`${styles.text} ${folded ? styles.folded : ""}`} dir="auto" onFocusIn={showAll}>
        {pieces.map(({ text: words, href }) =>
          href === undefined ? (
            words
          ) : (
            <a href={href} target="_blank" rel="noopener noreferrer">
              {shownAddress(words)}
            </a>
          ),
        )}
      </p>
      {folded && (
        <Button kind="quiet" onClick={showAll}>
          {strings.timeline.showAll}
        </Button>
      )}
    </>
  );
}
