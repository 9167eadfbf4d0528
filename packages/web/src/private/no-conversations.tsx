import { privateStrings } from "../ui/private-strings.ts";
import { Button } from "../ui/button.tsx";
import styles from "./conversation-list.module.css";
import plum from "./plum.module.css";

/** What stands in the sidebar before there is a conversation: what a private key is for, and the way to one. */
export function NoConversations({ onMake }: { onMake: (() => void) | undefined }) {
  return (
    <div class={`${styles.none} ${plum.plum}`}>
      <p>{privateStrings.list.empty}</p>
      {onMake && (
        <Button kind="quiet" onClick={onMake}>
          {privateStrings.list.make}
        </Button>
      )}
    </div>
  );
}
