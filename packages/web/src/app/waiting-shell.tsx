import { ChannelList } from "../channels/channel-list.tsx";
import { TimelineSkeleton } from "../messages/timeline-skeleton.tsx";
import { Logo } from "../ui/logo.tsx";
import { isNarrow } from "../ui/media.ts";
import styles from "./shell.module.css";
import sidebarStyles from "./sidebar.module.css";

const never = () => false;

/** The shape of the house while it is not known yet who is asking. */
export function WaitingShell() {
  return (
    <div class={styles.shell}>
      {!isNarrow.value && (
        <div class={styles.aside}>
          <div class={sidebarStyles.place}>
            <Logo />
          </div>
          <ChannelList channels={undefined} currentId={undefined} isUnread={never} hasDraft={never} />
        </div>
      )}
      <main class={styles.main}>
        <div class={styles.header} />
        <TimelineSkeleton rows={8} />
      </main>
    </div>
  );
}
