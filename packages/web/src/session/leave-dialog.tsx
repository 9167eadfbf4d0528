import { Button } from "../ui/button.tsx";
import { Dialog, DialogButtons } from "../ui/dialog.tsx";
import { strings } from "../ui/strings.ts";
import styles from "./leave-dialog.module.css";
import { dialogStrings } from "../ui/dialog-strings.ts";

interface Props {
  name: string;
  /** Private keys are here that no recovery phrase would bring back. */
  isUnsaved: boolean;
  onSave: () => void;
  onLeave: () => void;
  onClose: () => void;
}

/** Asks before a person gives up the only key to their name. */
export function LeaveDialog({ name, isUnsaved, onSave, onLeave, onClose }: Props) {
  return (
    <Dialog title={dialogStrings.account.leaveTitle} lead={dialogStrings.account.leaveText(name)} onClose={onClose}>
      {isUnsaved && <p class={styles.unsaved}>{dialogStrings.account.leaveUnsaved}</p>}
      <DialogButtons>
        {isUnsaved && (
          <Button class={styles.save} onClick={onSave}>
            {dialogStrings.account.leaveSave}
          </Button>
        )}
        <Button onClick={onClose} autofocus>
          {strings.shell.cancel}
        </Button>
        <Button kind="danger" onClick={onLeave}>
          {dialogStrings.account.leaveConfirm}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
