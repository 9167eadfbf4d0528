import type { ConversationView } from "@parlor/client/private";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogButtons } from "../ui/dialog.tsx";
import { notify } from "../ui/notice.tsx";
import { privateStrings } from "../ui/private-strings.ts";
import { reasonOf } from "../ui/reason-of.ts";
import { strings } from "../ui/strings.ts";
import { useSubmit } from "../ui/use-submit.ts";
import type { PrivateAccess } from "./private-access.ts";

interface Props {
  access: PrivateAccess;
  of: ConversationView;
  onClose: () => void;
}

/** Asks before somebody's messages reach one no more. */
export function BlockDialog({ access, of: { id, peer }, onClose }: Props) {
  const { busy, error, submit } = useSubmit(
    async () => (await access.wake()).answer(id, "block"),
    () => {
      notify(privateStrings.talk.blockedNow(peer.name));
      onClose();
    },
  );
  return (
    <Dialog
      title={privateStrings.details.blockTitle(peer.name)}
      lead={privateStrings.details.blockText}
      onClose={onClose}
    >
      {error && <p role="alert">{reasonOf(error, privateStrings.errors)}</p>}
      <DialogButtons>
        <Button autofocus onClick={onClose}>
          {strings.shell.cancel}
        </Button>
        <Button kind="danger" busy={busy} onClick={submit}>
          {privateStrings.talk.block}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
