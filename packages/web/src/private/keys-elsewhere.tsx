import { useSignal } from "@preact/signals";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogButtons } from "../ui/dialog.tsx";
import { privateStrings } from "../ui/private-strings.ts";
import { reasonOf } from "../ui/reason-of.ts";
import { strings } from "../ui/strings.ts";
import { useSubmit } from "../ui/use-submit.ts";
import styles from "./key-card.module.css";
import type { PrivateAccess } from "./private-access.ts";
import { RestoreDialog } from "./restore-dialog.tsx";

/** The two ways on for somebody whose keys are not in this browser. */
export function KeysElsewhere({ access }: { access: PrivateAccess }) {
  const open = useSignal<"restore" | "start over" | undefined>(undefined);
  const close = () => (open.value = undefined);
  return (
    <div class={styles.buttons}>
      <Button kind="primary" onClick={() => (open.value = "restore")}>
        {privateStrings.card.restore}
      </Button>
      <Button onClick={() => (open.value = "start over")}>{privateStrings.card.startOver}</Button>
      {open.value === "restore" && (
        <RestoreDialog
          lead={privateStrings.restore.leadKeys}
          run={async (words) => (await access.wake()).restore(words)}
          onDone={() => {
            close();
            access.onRestored();
          }}
          onClose={close}
        />
      )}
      {open.value === "start over" && <StartOver access={access} onClose={close} />}
    </div>
  );
}

interface StartOverProps {
  access: PrivateAccess;
  /** What it means, where less than everything is lost. */
  title?: string;
  lead?: string;
  onClose: () => void;
}

/** Asks before a new identity replaces the old one: what is sealed to the old keys is lost for good. */
export function StartOver({
  access,
  title = privateStrings.card.startOverTitle,
  lead = privateStrings.card.startOverText,
  onClose,
}: StartOverProps) {
  const { busy, error, submit } = useSubmit(async () => (await access.wake()).startOver(), onClose);
  return (
    <Dialog title={title} lead={lead} onClose={onClose}>
      {error && <p role="alert">{reasonOf(error, privateStrings.errors)}</p>}
      <DialogButtons>
        <Button autofocus onClick={onClose}>
          {strings.shell.cancel}
        </Button>
        <Button kind="danger" busy={busy} onClick={submit}>
          {privateStrings.card.startOverConfirm}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
