import type { Signal } from "@preact/signals";
import { ScrollText } from "lucide";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { privateStrings } from "../ui/private-strings.ts";
import type { PrivateAccess } from "./private-access.ts";
import { RecoveryDialog } from "./recovery-dialog.tsx";
import styles from "./recovery.module.css";

interface Props {
  access: PrivateAccess;
  /** Becomes true when the words are offered unasked: once, after the first key was made. */
  opened: Signal<boolean>;
  /** Less loud, for somebody who has handed out no key yet. */
  isQuiet: boolean;
}

/** One line that stays until the recovery phrase is written down and confirmed. */
export function RecoveryOffer({ access, opened, isQuiet }: Props) {
  return (
    <div class={styles.offer} data-quiet={isQuiet || undefined}>
      <Icon of={ScrollText} />
      <p>{isQuiet ? privateStrings.recovery.offerQuiet : privateStrings.recovery.offer}</p>
      <Button class={styles.calm} onClick={() => (opened.value = true)}>
        {privateStrings.recovery.offerOpen}
      </Button>
      {opened.value && <RecoveryDialog access={access} onClose={() => (opened.value = false)} />}
    </div>
  );
}
