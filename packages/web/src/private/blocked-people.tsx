import type { ConversationView } from "@parlor/client/private";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogButtons } from "../ui/dialog.tsx";
import { PersonMark } from "../ui/person-mark.tsx";
import { privateStrings } from "../ui/private-strings.ts";
import { reasonOf } from "../ui/reason-of.ts";
import { useSubmit } from "../ui/use-submit.ts";
import { blockedOf } from "./conversation-order.ts";
import styles from "./key-card.module.css";
import type { PrivateAccess } from "./private-access.ts";

/** Whom the person has blocked, and the way back. */
export function BlockedPeople({ access, onClose }: { access: PrivateAccess; onClose: () => void }) {
  const blocked = blockedOf(access.state.value);
  return (
    <Dialog title={privateStrings.blocked.title} lead={privateStrings.blocked.lead} onClose={onClose}>
      {blocked.length === 0 && <p class={styles.nobody}>{privateStrings.blocked.nobody}</p>}
      <ul class={styles.people}>
        {blocked.map((conversation) => (
          <Blocked key={conversation.id} access={access} of={conversation} />
        ))}
      </ul>
      <DialogButtons>
        <Button autofocus onClick={onClose}>
          {privateStrings.key.close}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}

function Blocked({ access, of: { id, peer } }: { access: PrivateAccess; of: ConversationView }) {
  const { busy, error, submit } = useSubmit(
    async () => (await access.wake()).answer(id, "unblock"),
    () => undefined,
  );
  return (
    <li>
      <PersonMark person={peer} size="small" />
      <span class={styles.person} dir="auto">
        {peer.name}
        {error && <small role="alert">{reasonOf(error, privateStrings.errors)}</small>}
      </span>
      <Button busy={busy} aria-label={privateStrings.blocked.unblock(peer.name)} onClick={submit}>
        {privateStrings.talk.unblock}
      </Button>
    </li>
  );
}
