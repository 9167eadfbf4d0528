import type { PrivateKeyView } from "@parlor/client/private";
import { privateStrings } from "../ui/private-strings.ts";
import styles from "./key-card.module.css";

/** A key as it is read out or typed: groups of four, or the phrase. Selecting any of it selects the whole. */
export function KeyCode({ of: { code, chosen, status } }: { of: PrivateKeyView }) {
  const groups = chosen ? [code] : code.split("-");
  return (
    <p
      class={styles.code}
      data-groups={chosen ? undefined : groups.length}
      data-ended={status !== "works" || undefined}
      aria-label={privateStrings.key.code}
      role="group"
    >
      {groups.map((group, at) => (
        <span key={at}>{at < groups.length - 1 ? `${group}-` : group}</span>
      ))}
    </p>
  );
}
