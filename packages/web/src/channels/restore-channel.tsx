import type { ChannelDirectory } from "@parlor/client";
import type { Channel } from "@parlor/protocol";
import { useSignal } from "@preact/signals";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogButtons, DialogForm } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { laterStrings } from "../ui/later-strings.ts";
import { nameless, reasonOf } from "../ui/reason-of.ts";
import { strings } from "../ui/strings.ts";
import { useSubmit } from "../ui/use-submit.ts";
import { dialogStrings } from "../ui/dialog-strings.ts";

interface Props {
  directory: ChannelDirectory;
  channel: Channel;
  onRestored: (channel: Channel) => void;
  onClose: () => void;
}

/** Asks for another name, because a channel that was made meanwhile has the old one (CH-10). */
export function RestoreChannel({ directory, channel, onRestored, onClose }: Props) {
  const name = useSignal(channel.name);
  const { busy, error, submit, clear } = useSubmit(
    async () => {
      const wanted = name.value.trim().replace(/^#+/, "");
      return wanted === "" ? nameless : directory.restore(channel.id, wanted);
    },
    ({ channel: restored }) => {
      onClose();
      onRestored(restored);
    },
  );
  return (
    <Dialog
      title={dialogStrings.channels.restoreTitle(channel.name)}
      lead={dialogStrings.channels.restoreTaken}
      onClose={onClose}
    >
      <DialogForm onSubmit={submit}>
        <Field
          first
          label={dialogStrings.channels.nameLabel}
          autocomplete="off"
          value={name.value}
          error={error && reasonOf(error, laterStrings.errors)}
          onValue={(value) => {
            name.value = value;
            clear();
          }}
        />
        <DialogButtons>
          <Button onClick={onClose}>{strings.shell.cancel}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {dialogStrings.channels.restore}
          </Button>
        </DialogButtons>
      </DialogForm>
    </Dialog>
  );
}
