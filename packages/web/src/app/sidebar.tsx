import type { ListedChannel } from "@parlor/client";
import type { ChannelId, Self } from "@parlor/protocol";
import { Plus } from "lucide";
import type { ComponentChildren } from "preact";
import { ChannelList } from "../channels/channel-list.tsx";
import { Icon } from "../ui/icon.tsx";
import { isRestDue, later } from "../ui/later.tsx";
import { Logo } from "../ui/logo.tsx";
import { strings } from "../ui/strings.ts";
import type { Desk } from "./desk.ts";
import { homePath } from "./routes.ts";
import { usesPrivate } from "./uses-private.ts";
import styles from "./sidebar.module.css";

const UnsentEntry = later(async () => (await import("./unsent-entry.tsx")).UnsentEntry);
const PrivateList = later(async () => (await import("./private-list.tsx")).PrivateList);

export interface SidebarProps {
  desk: Desk;
  self: Self;
  /** Undefined while the list is on its way. */
  channels: readonly ListedChannel[] | undefined;
  /** The open channel; undefined at home. */
  currentId?: ChannelId | undefined;
  onCreate: () => void;
  /** Asks whom to write to privately. */
  onWrite: () => void;
  /** Who is in the open channel. */
  people?: ComponentChildren;
}

/** Where one can go, and who is where one is. */
export function Sidebar({ desk, self, channels, currentId, onCreate, onWrite, people }: SidebarProps) {
  return (
    <div class={styles.sidebar}>
      <a class={styles.place} href={homePath} aria-label={strings.shell.home(self.place)}>
        <Logo />
        <span>{self.place}</span>
      </a>
      <nav class={styles.section} aria-labelledby="sidebar-channels">
        <h2 id="sidebar-channels">{strings.channels.list}</h2>
        <div class={styles.scroll}>
          <ChannelList channels={channels} currentId={currentId} isUnread={desk.isUnread} hasDraft={desk.hasDraft} />
        </div>
        <button type="button" class={styles.create} onClick={onCreate}>
          <Icon of={Plus} size={16} />
          {strings.channels.create}
        </button>
        {isRestDue.value && <UnsentEntry desk={desk} />}
      </nav>
      <nav class={styles.section} aria-labelledby="sidebar-private">
        <h2 id="sidebar-private">{strings.shell.privately}</h2>
        <div class={`${styles.scroll} ${styles.talks}`}>
          {(isRestDue.value || usesPrivate()) && <PrivateList desk={desk} currentId={currentId} />}
        </div>
        <button type="button" class={styles.create} onClick={onWrite}>
          <Icon of={Plus} size={16} />
          {strings.shell.writePrivately}
        </button>
      </nav>
      {people !== undefined && (
        <section class={`${styles.section} ${styles.people}`} aria-labelledby="sidebar-people">
          <h2 id="sidebar-people">{strings.presence.here}</h2>
          <div class={styles.scroll}>{people}</div>
        </section>
      )}
    </div>
  );
}
