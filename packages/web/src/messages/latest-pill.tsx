import type { ReadonlySignal } from "@preact/signals";
import { ArrowDown } from "lucide";
import { Icon } from "../ui/icon.tsx";
import { strings } from "../ui/strings.ts";
import styles from "./message-list.module.css";

interface Props {
  atEnd: ReadonlySignal<boolean>;
  /** Messages below that were not on the screen yet. */
  unread: number;
  onClick: () => void;
}

/** The way back to the end, for whoever is further up; it says how much is new there. */
export function LatestPill({ atEnd, unread, onClick }: Props) {
  if (atEnd.value) return null;
  return (
    <div class={styles.pill}>
      <button type="button" data-new={unread > 0 || undefined} onClick={onClick}>
        <Icon of={ArrowDown} size={16} />
        {unread > 0 ? strings.timeline.newMessages(unread) : strings.timeline.latest}
      </button>
    </div>
  );
}
