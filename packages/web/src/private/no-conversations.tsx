import { Button } from "../ui/button.tsx";
import styles from "./conversation-list.module.css";
import plum from "./plum.module.css";
import { laterStrings } from "../ui/later-strings.ts";

interface Props {
  hasKey: boolean;
  /** Goes to where keys are made and shown. */
  onKey: () => void;
}

/** What stands in the sidebar before there is a conversation: what a private key is for, and the way to it. */
export function NoConversations({ hasKey, onKey }: Props) {
  return (
    <div class={`${styles.none} ${plum.plum}`}>
      <p>{laterStrings.conversations.empty}</p>
      <Button kind="quiet" onClick={onKey}>
        {hasKey ? laterStrings.conversations.show : laterStrings.conversations.make}
      </Button>
    </div>
  );
}
