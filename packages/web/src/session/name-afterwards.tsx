import type { Signal } from "@preact/signals";
import { Choice } from "../ui/choice.tsx";
import { dialogStrings } from "../ui/dialog-strings.ts";
import styles from "./leave-dialog.module.css";

/** What becomes of the name of a person who leaves for good: it stays theirs unless they give it up. */
export function NameAfterwards({ name, release }: { name: string; release: Signal<boolean> }) {
  const words = dialogStrings.account;
  return (
    <fieldset class={styles.choices}>
      <legend>{words.leaveName}</legend>
      <Choice
        group="name"
        checked={!release.value}
        name={words.leaveKeep}
        hint={words.leaveKeepHint(name)}
        onChoose={() => (release.value = false)}
      />
      <Choice
        group="name"
        checked={release.value}
        name={words.leaveRelease}
        hint={words.leaveReleaseHint(name)}
        onChoose={() => (release.value = true)}
      />
    </fieldset>
  );
}
