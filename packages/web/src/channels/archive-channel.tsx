import { laterStrings } from "../ui/later-strings.ts";
import type { ChannelDirectory } from "@parlor/client";
import type { Channel } from "@parlor/protocol";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogButtons } from "../ui/dialog.tsx";
import { reasonOf } from "../ui/reason-of.ts";
import { strings } from "../ui/strings.ts";
import { useSubmit } from "../ui/use-submit.ts";
import { dialogStrings } from "../ui/dialog-strings.ts";

interface Props {
  directory: ChannelDirectory;
  channel: Channel;
  onClose: () => void;
}

/** Asks before a channel is taken off everyone's list. */
export function ArchiveChannel({ directory, channel, onClose }: Props) {
  const { busy, error, submit } = useSubmit(() => directory.archive(channel.id), onClose);
  return (
    <Dialog
      title={dialogStrings.channels.archiveTitle(channel.name)}
      lead={dialogStrings.channels.archiveText}
      onClose={onClose}
    >
      {error && <p role="alert">{reasonOf(error, laterStrings.errors)}</p>}
      <DialogButtons>
        <Button autofocus onClick={onClose}>
          {strings.shell.cancel}
        </Button>
        <Button kind="danger" busy={busy} onClick={submit}>
          {dialogStrings.channels.archiveConfirm}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
