import { initialsOf, markOf } from "./mark-of.ts";
import styles from "./person-mark.module.css";

interface Props {
  person: { id: string; name: string; bot?: true | undefined };
  size?: "normal" | "small";
}

/** A person's coloured square, grey and round for a bot. It only helps the eye: the name always stands near, so listeners do not hear it. */
export function PersonMark({ person, size = "normal" }: Props) {
  const { hue, shape } = markOf(person.id);
  return (
    <span
      class={`${styles.mark} ${styles[size]} ${styles[`hue${hue}`]}`}
      data-bot={person.bot}
      data-initials={initialsOf(person.name)}
      aria-hidden="true"
    >
      <svg viewBox="0 0 36 36">
        <path d={shape} />
      </svg>
    </span>
  );
}
