import type { Found } from "@parlor/client/private";
import type { ChannelId } from "@parlor/protocol";
import { Button } from "../ui/button.tsx";
import { DialogButtons } from "../ui/dialog.tsx";
import { PersonMark } from "../ui/person-mark.tsx";
import { privateStrings } from "../ui/private-strings.ts";
import { useSubmit } from "../ui/use-submit.ts";
import styles from "./ask-for-key.module.css";
import type { PrivateAccess } from "./private-access.ts";
import { useRefusal } from "./use-refusal.ts";

interface Props {
  access: PrivateAccess;
  found: Found;
  onOpen: (id: ChannelId) => void;
  onBack: () => void;
}

/** Whose key it is, before anything is written. */
export function FoundOwner({ access, found, onOpen, onBack }: Props) {
  const { owner, name, own, changed, conversationId, fingerprint } = found;
  const words = privateStrings.ask;
  const { busy, error, submit } = useSubmit(
    async () => (await access.wake()).open(found),
    ({ id }) => onOpen(id),
  );
  const { reason } = useRefusal(error);
  return (
    <>
      <div class={styles.owner}>
        <PersonMark person={owner} />
        <div>
          <p class={styles.name} dir="auto">
            {owner.name}
          </p>
          <p>{own ? words.own : conversationId === undefined ? words.owner(owner.name) : words.known}</p>
          {name !== owner.name && <p>{words.ownerOnce(name)}</p>}
        </div>
      </div>
      {changed && <p class={styles.changed}>{words.changed(owner.name)}</p>}
      <details class={styles.more}>
        <summary>{words.fingerprint}</summary>
        <p>{fingerprint}</p>
      </details>
      {reason !== undefined && (
        <p class={styles.error} role="alert">
          {reason}
        </p>
      )}
      <DialogButtons>
        <Button onClick={onBack} {...(own && { autofocus: true })}>
          {words.other}
        </Button>
        {!own && (
          <Button kind="primary" class={styles.write} autofocus busy={busy} onClick={submit} ref={focusAtOnce}>
            {words.write(owner.name)}
          </Button>
        )}
      </DialogButtons>
    </>
  );
}

/** `autofocus` only works as a dialog opens, and this is shown in an open one. */
function focusAtOnce(button: HTMLButtonElement | null): void {
  button?.focus();
}
