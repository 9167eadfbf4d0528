import type { SessionClient } from "@parlor/client";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogButtons, DialogForm } from "../ui/dialog.tsx";
import { strings } from "../ui/strings.ts";
import { NameField } from "./name-field.tsx";
import { useNameForm } from "./use-name-form.ts";
import { dialogStrings } from "../ui/dialog-strings.ts";

interface Props {
  session: SessionClient;
  name: string;
  onClose: () => void;
}

/** Where a person changes their name. It says for how long the present one stays theirs (NAME-7), so that nobody fears to lose it. */
export function RenameDialog({ session, name, onClose }: Props) {
  const heldDays = useSignal<number | undefined>(undefined);
  useEffect(() => {
    void session.nameHeldDays().then((days) => (heldDays.value = days));
  }, [session]);
  const hint = heldDays.value === undefined ? "" : dialogStrings.account.nameHeld(name, heldDays.value);
  const form = useNameForm(name, (wanted) => session.rename(wanted), onClose);
  return (
    <Dialog title={dialogStrings.account.renameTitle} lead={dialogStrings.account.renameHint} onClose={onClose}>
      <DialogForm onSubmit={form.submit}>
        <NameField label={dialogStrings.account.nameLabel} hint={hint} {...form.field} />
        <DialogButtons>
          <Button onClick={onClose}>{strings.shell.cancel}</Button>
          <Button kind="primary" type="submit" busy={form.busy}>
            {dialogStrings.account.save}
          </Button>
        </DialogButtons>
      </DialogForm>
    </Dialog>
  );
}
