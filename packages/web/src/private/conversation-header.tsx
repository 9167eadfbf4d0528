import type { ConversationView } from "@parlor/client/private";
import { useSignal } from "@preact/signals";
import { Lock } from "lucide";
import { Icon } from "../ui/icon.tsx";
import { PersonMark } from "../ui/person-mark.tsx";
import { privateStrings } from "../ui/private-strings.ts";
import { ConversationDetails } from "./conversation-details.tsx";
import styles from "./conversation-header.module.css";
import plum from "./plum.module.css";
import type { PrivateAccess } from "./private-access.ts";

/** Whom one talks with, and the lock: one sentence, and behind it everything there is to know. */
export function ConversationHeader({ access, of: conversation }: { access: PrivateAccess; of: ConversationView }) {
  const isOpen = useSignal(false);
  const { peer } = conversation;
  return (
    <div class={`${styles.header} ${plum.plum}`}>
      <PersonMark person={peer} size="small" />
      <h1 dir="auto">{peer.name}</h1>
      <button
        type="button"
        class={styles.lock}
        aria-label={`${privateStrings.talk.sentence}: ${privateStrings.talk.details}`}
        title={privateStrings.talk.details}
        onClick={() => (isOpen.value = true)}
      >
        <Icon of={Lock} size={15} />
        <span>{privateStrings.talk.sentence}</span>
      </button>
      {isOpen.value && <ConversationDetails access={access} of={conversation} onClose={() => (isOpen.value = false)} />}
    </div>
  );
}
