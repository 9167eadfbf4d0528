import { fullTime } from "../ui/format.ts";
import { laterStrings } from "../ui/later-strings.ts";
import { hasLeft } from "./has-left.ts";
import type { Rename } from "./renames.ts";
import styles from "./rename-line.module.css";

/** Says in one quiet line that somebody, or the reader (`isOwn`), has another name from here on. */
export function RenameLine({ of: { from, to, at }, isOwn }: { of: Rename; isOwn: boolean }) {
  // Names may be written from right to left.
  const [before, after] = [<bdi key="from">{from}</bdi>, <bdi key="to">{to}</bdi>];
  return (
    <p class={styles.rename} title={fullTime(at)}>
      {hasLeft({ from, to })
        ? laterStrings.timeline.hasLeft(before)
        : isOwn
          ? laterStrings.timeline.renamedYou(before, after)
          : laterStrings.timeline.renamed(before, after)}
    </p>
  );
}
