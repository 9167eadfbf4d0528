import { ArrowUp } from "lucide";
import { Icon } from "../ui/icon.tsx";
import { laterStrings } from "../ui/later-strings.ts";
import styles from "./floating.module.css";

interface Props {
  count: number;
  onJump: () => void;
  onRead: () => void;
}

/** Stands over a timeline with more unread messages than are loaded: the way to the first of them, or past them all. */
export function UnreadBar({ count, onJump, onRead }: Props) {
  return (
    <div class={styles.pill} data-above>
      <button type="button" data-new onClick={onJump}>
        <Icon of={ArrowUp} size={16} />
        {laterStrings.timeline.newMessages(count)}
      </button>
      <button type="button" onClick={onRead}>
        {laterStrings.timeline.markRead}
      </button>
    </div>
  );
}
