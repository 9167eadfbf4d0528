import type { ConversationView } from "@parlor/client/private";
import type { ChannelId } from "@parlor/protocol";
import { LockKeyhole, Pencil } from "lucide";
import { number } from "../ui/format.ts";
import { Icon } from "../ui/icon.tsx";
import { PersonMark } from "../ui/person-mark.tsx";
import { VisuallyHidden } from "../ui/visually-hidden.tsx";
import styles from "./conversation-list.module.css";
import plum from "./plum.module.css";
import { laterStrings } from "../ui/later-strings.ts";

interface Props {
  conversations: readonly ConversationView[];
  currentId: ChannelId | undefined;
  pathOf: (id: ChannelId) => string;
  unreadOf: (conversation: ConversationView) => number;
  hasDraft: (id: ChannelId) => boolean;
}

/** The private conversations in the sidebar: requests first, then by the newest message. */
export function ConversationList({ conversations, currentId, pathOf, unreadOf, hasDraft }: Props) {
  return (
    <ul class={`${styles.list} ${plum.plum}`}>
      {conversations.map((conversation) => {
        const isCurrent = conversation.id === currentId;
        return (
          <li key={conversation.id}>
            <Row
              of={conversation}
              isCurrent={isCurrent}
              href={pathOf(conversation.id)}
              unread={isCurrent ? 0 : unreadOf(conversation)}
              draft={!isCurrent && hasDraft(conversation.id)}
            />
          </li>
        );
      })}
    </ul>
  );
}

interface RowProps {
  of: ConversationView;
  isCurrent: boolean;
  href: string;
  unread: number;
  draft: boolean;
}

function Row({ of: { peer, standing, safety }, isCurrent, href, unread, draft }: RowProps) {
  const words = laterStrings.conversations;
  const isRequest = standing === "asked";
  const isLocked = safety.is !== "ok" && !isRequest;
  return (
    <a
      class={`${styles.row} ${unread > 0 || isRequest ? styles.unread : ""}`}
      href={href}
      aria-current={isCurrent ? "page" : undefined}
    >
      <PersonMark person={peer} size="small" />
      <span class={styles.name} title={peer.name} dir="auto">
        {peer.name}
      </span>
      {isRequest && (
        <>
          <VisuallyHidden>, {words.requestLong}</VisuallyHidden>
          <span class={styles.tag} aria-hidden="true">
            {words.request}
          </span>
        </>
      )}
      {standing === "asking" && <VisuallyHidden>, {words.waiting}</VisuallyHidden>}
      {isLocked && (
        <span class={styles.mark} title={words.locked}>
          <VisuallyHidden>, {words.locked}</VisuallyHidden>
          <Icon of={LockKeyhole} size={14} />
        </span>
      )}
      {draft && (
        <span class={styles.mark}>
          <VisuallyHidden>, {words.draft}</VisuallyHidden>
          <Icon of={Pencil} size={14} />
        </span>
      )}
      {unread > 0 && (
        <span class={styles.count}>
          <VisuallyHidden>, {words.unread(unread)}</VisuallyHidden>
          <span aria-hidden="true">{unread > 99 ? `${number(99)}+` : number(unread)}</span>
        </span>
      )}
    </a>
  );
}
