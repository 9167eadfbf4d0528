import { laterStrings } from "../ui/later-strings.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogButtons } from "../ui/dialog.tsx";
import { strings } from "../ui/strings.ts";

interface Props {
  name: string;
  onLeave: () => void;
  onClose: () => void;
}

/** Asks before a person gives up the only key to their name. */
export function LeaveDialog({ name, onLeave, onClose }: Props) {
  return (
    <Dialog title={laterStrings.account.leaveTitle} lead={laterStrings.account.leaveText(name)} onClose={onClose}>
      <DialogButtons>
        <Button onClick={onClose} autofocus>
          {strings.shell.cancel}
        </Button>
        <Button kind="danger" onClick={onLeave}>
          {laterStrings.account.leaveConfirm}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
