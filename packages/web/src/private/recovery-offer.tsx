import { type Signal, useSignal } from "@preact/signals";
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
  opened?: Signal<boolean>;
}

/** One line that stays until the recovery phrase is written down and confirmed. */
export function RecoveryOffer({ access, opened }: Props) {
  const own = useSignal(false);
  const isOpen = opened ?? own;
  return (
    <div class={styles.offer}>
      <Icon of={ScrollText} />
      <p>{privateStrings.recovery.offer}</p>
      <Button class={styles.calm} onClick={() => (isOpen.value = true)}>
        {privateStrings.recovery.offerOpen}
      </Button>
      {isOpen.value && <RecoveryDialog access={access} onClose={() => (isOpen.value = false)} />}
    </div>
  );
}
