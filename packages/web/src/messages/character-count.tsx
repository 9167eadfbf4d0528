import { laterStrings } from "../ui/later-strings.ts";
import { VisuallyHidden } from "../ui/visually-hidden.tsx";
import styles from "./character-count.module.css";
import { spokenCount } from "./spoken-count.ts";

interface Props {
  id: string;
  /** Characters left, below 0 once there are too many; undefined while it does not matter yet. */
  left: number | undefined;
}

/** How much room a message still has: exact for the eye, in a few steps for the ear. */
export function CharacterCount({ id, left }: Props) {
  const words = laterStrings.composer;
  return (
    <>
      {left !== undefined && (
        <p id={id} class={styles.count} data-over={left < 0 || undefined}>
          {left < 0 ? words.over(-left) : words.left(left)}
        </p>
      )}
      <VisuallyHidden status>{spokenCount(left)}</VisuallyHidden>
    </>
  );
}
