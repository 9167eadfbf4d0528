import type { ConversationView } from "@parlor/client/private";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogButtons } from "../ui/dialog.tsx";
import { PersonMark } from "../ui/person-mark.tsx";
import { privateStrings } from "../ui/private-strings.ts";
import { reasonOf } from "../ui/reason-of.ts";
import { useSubmit } from "../ui/use-submit.ts";
import { putAsideOf } from "./conversation-order.ts";
import styles from "./key-card.module.css";
import type { PrivateAccess } from "./private-access.ts";

/** Whom the person has blocked or declined, and the way back. */
export function PeoplePutAside({ access, onClose }: { access: PrivateAccess; onClose: () => void }) {
  const people = putAsideOf(access.state.value);
  return (
    <Dialog title={privateStrings.aside.title} lead={privateStrings.aside.lead} onClose={onClose}>
      {people.length === 0 && <p class={styles.nobody}>{privateStrings.aside.nobody}</p>}
      <ul class={styles.people}>
        {people.map((conversation) => (
          <Aside key={conversation.id} access={access} of={conversation} />
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

function Aside({ access, of: { id, peer, standing } }: { access: PrivateAccess; of: ConversationView }) {
  const words = privateStrings.aside;
  const isBlocked = standing === "blocked";
  const { busy, error, submit } = useSubmit(
    async () => (await access.wake()).answer(id, isBlocked ? "unblock" : "accept"),
    () => undefined,
  );
  return (
    <li>
      <PersonMark person={peer} size="small" />
      <span class={styles.person} dir="auto">
        {peer.name}
        {error && <small role="alert">{reasonOf(error, privateStrings.errors)}</small>}
      </span>
      <Button busy={busy} aria-label={isBlocked ? words.unblock(peer.name) : words.accept(peer.name)} onClick={submit}>
        {isBlocked ? privateStrings.talk.unblock : privateStrings.talk.accept}
      </Button>
    </li>
  );
}
