import { ArrowDown } from "lucide";
import { Icon } from "../ui/icon.tsx";
import { laterStrings } from "../ui/later-strings.ts";
import styles from "./floating.module.css";

interface Props {
  /** Messages below that were not on the screen yet. */
  unread: number;
  onClick: () => void;
}

/** The way back to the end, for a reader who is further up; it says how much is new there. */
export function LatestPill({ unread, onClick }: Props) {
  return (
    <div class={styles.pill}>
      <button type="button" data-new={unread > 0 || undefined} onClick={onClick}>
        <Icon of={ArrowDown} size={16} />
        {unread > 0 ? laterStrings.timeline.newMessages(unread) : laterStrings.timeline.latest}
      </button>
    </div>
  );
}
