import type { ListedChannel } from "@parlor/client";
import { Hash, Pencil, User } from "lucide";
import { Icon } from "../ui/icon.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { strings } from "../ui/strings.ts";
import { VisuallyHidden } from "../ui/visually-hidden.tsx";
import styles from "./channel-list.module.css";
import { channelPath } from "./channel-path.ts";

interface Props {
  /** Undefined while the list is on its way. */
  channels: readonly ListedChannel[] | undefined;
  currentId: string | undefined;
  isUnread: (channel: ListedChannel) => boolean;
  hasDraft: (channelId: string) => boolean;
}

/** All channels, always in sight. */
export function ChannelList({ channels, currentId, isUnread, hasDraft }: Props) {
  if (channels === undefined) {
    return (
      <div class={styles.waiting} aria-label={strings.channels.loading} role="img">
        <Skeleton />
        <Skeleton />
        <Skeleton />
      </div>
    );
  }
  return (
    <ul class={styles.list}>
      {channels.map((channel) => (
        <li key={channel.id}>
          <Row
            channel={channel}
            current={channel.id === currentId}
            unread={channel.id !== currentId && isUnread(channel)}
            draft={channel.id !== currentId && hasDraft(channel.id)}
          />
        </li>
      ))}
    </ul>
  );
}

interface RowProps {
  channel: ListedChannel;
  current: boolean;
  unread: boolean;
  draft: boolean;
}

function Row({ channel, current, unread, draft }: RowProps) {
  return (
    <a
      class={`${styles.row} ${unread ? styles.unread : ""}`}
      href={channelPath(channel)}
      aria-current={current ? "page" : undefined}
    >
      {unread && <i class={styles.dot} />}
      <Icon of={Hash} size={16} />
      <span class={styles.name} title={channel.name} dir="auto">
        {channel.name}
      </span>
      {unread && <VisuallyHidden>, {strings.channels.unread}</VisuallyHidden>}
      {draft && (
        <>
          <VisuallyHidden>, {strings.channels.draft}</VisuallyHidden>
          <Icon of={Pencil} size={14} />
        </>
      )}
      {channel.here > 0 && (
        <span class={styles.here} title={strings.channels.hereLong(channel.here)}>
          <VisuallyHidden>, {strings.channels.hereLong(channel.here)}</VisuallyHidden>
          <Icon of={User} size={13} />
          <span aria-hidden="true">{channel.here}</span>
        </span>
      )}
    </a>
  );
}
