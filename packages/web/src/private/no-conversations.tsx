import { privateStrings } from "../ui/private-strings.ts";
import { Button } from "../ui/button.tsx";
import styles from "./conversation-list.module.css";
import plum from "./plum.module.css";

interface Props {
  hasKey: boolean;
  /** Goes to where keys are made and shown. */
  onKey: () => void;
}

/** What stands in the sidebar before there is a conversation: what a private key is for, and the way to it. */
export function NoConversations({ hasKey, onKey }: Props) {
  return (
    <div class={`${styles.none} ${plum.plum}`}>
      <p>{privateStrings.list.empty}</p>
      <Button kind="quiet" onClick={onKey}>
        {hasKey ? privateStrings.list.show : privateStrings.list.make}
      </Button>
    </div>
  );
}
