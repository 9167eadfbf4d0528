import type { PrivateKeyView } from "@parlor/client/private";
import type { ChannelId } from "@parlor/protocol";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogButtons } from "../ui/dialog.tsx";
import { PersonMark } from "../ui/person-mark.tsx";
import { privateStrings } from "../ui/private-strings.ts";
import styles from "./key-card.module.css";
import { nameOf } from "./key-status.ts";
import type { PrivateAccess } from "./private-access.ts";

interface Props {
  access: PrivateAccess;
  of: PrivateKeyView;
  onOpen: (id: ChannelId) => void;
  onClose: () => void;
}

/** Whom a key has let in. */
export function CameThrough({ access, of: key, onOpen, onClose }: Props) {
  const state = access.state.value;
  const all = state.is === "ready" ? state.conversations : [];
  const came = all.filter(({ id }) => key.came.includes(id));
  return (
    <Dialog title={privateStrings.key.cameTitle(nameOf(key))} onClose={onClose}>
      {came.length === 0 && <p class={styles.nobody}>{privateStrings.key.cameNobody}</p>}
      <ul class={styles.people}>
        {came.map(({ id, peer, standing }) => (
          <li key={id}>
            <PersonMark person={peer} size="small" />
            <button
              type="button"
              class={styles.person}
              dir="auto"
              onClick={() => {
                onClose();
                onOpen(id);
              }}
            >
              {peer.name}
            </button>
            {(standing === "blocked" || standing === "declined") && (
              <span class={styles.standing}>{privateStrings.aside.standing[standing]}</span>
            )}
          </li>
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
