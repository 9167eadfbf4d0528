import type { ConversationView } from "@parlor/client/private";
import { useSignal } from "@preact/signals";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogButtons } from "../ui/dialog.tsx";
import { privateStrings } from "../ui/private-strings.ts";
import { BlockDialog } from "./block-dialog.tsx";
import styles from "./conversation-details.module.css";
import plum from "./plum.module.css";
import type { PrivateAccess } from "./private-access.ts";

interface Props {
  access: PrivateAccess;
  of: ConversationView;
  onClose: () => void;
}

/** Everything behind the lock: what is protected and what is not, both fingerprints, and the way to be left alone. */
export function ConversationDetails({ access, of: conversation, onClose }: Props) {
  const blocks = useSignal(false);
  const state = access.state.value;
  const { peer, fingerprint, standing, safety } = conversation;
  const words = privateStrings.details;
  const theirs = safety.is === "changed" ? safety.fingerprint : fingerprint;
  if (blocks.value) return <BlockDialog access={access} of={conversation} onClose={onClose} />;
  return (
    <Dialog title={words.title(peer.name)} lead={privateStrings.talk.sentenceWhole} onClose={onClose}>
      <div class={`${styles.details} ${plum.plum}`}>
        <h3>{words.is}</h3>
        <p>{words.isText}</p>
        <h3>{words.not}</h3>
        <p>{words.notText}</p>
        <p>{words.trust}</p>
        <h3>{words.fingerprints}</h3>
        <dl>
          <dt dir="auto">{words.theirs(peer.name)}</dt>
          <dd>{theirs ?? <i>{words.theirsUnknown}</i>}</dd>
          {state.is === "ready" && (
            <>
              <dt>{words.yours}</dt>
              <dd>{state.fingerprint}</dd>
            </>
          )}
        </dl>
        {state.is === "ready" && state.devices > 0 && <p>{words.devices(state.devices)}</p>}
      </div>
      <DialogButtons>
        {standing !== "blocked" && standing !== "asking" && (
          <Button class={styles.block} onClick={() => (blocks.value = true)}>
            {words.block}
          </Button>
        )}
        <Button autofocus onClick={onClose}>
          {words.close}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
