import type { Outgoing } from "@parlor/client";
import type { Person } from "@parlor/protocol";
import type { ComponentChildren } from "preact";
import { later } from "../ui/later.tsx";
import { BotBadge } from "../ui/bot-badge.tsx";
import { PersonMark } from "../ui/person-mark.tsx";
import { memo } from "../ui/react-shim.ts";
import { strings } from "../ui/strings.ts";
import { Time } from "../ui/time.tsx";
import styles from "./message-row.module.css";
import { MessageText } from "./message-text.tsx";
import { failureOf, type Mend } from "./mend.ts";

const Refusal = later(async () => (await import("./refusal.tsx")).Refusal);

interface Props {
  author: Person;
  /** Their present name with those they had before, in words. */
  formerly?: string | undefined;
  at: number;
  text: string;
  /** What stands in the place of the text. */
  instead?: ComponentChildren;
  opensGroup: boolean;
  /** Without a header of its own it still shows its time. */
  showsTime: boolean;
  /** Absent while it is not confirmed. */
  seq?: number | undefined;
  outgoing?: Outgoing | undefined;
  /** Without a connection an unconfirmed message says that it waits. */
  isOffline: boolean;
  mend: Mend;
}

/** One message, on its way or confirmed: the same element all along. */
export const MessageRow = memo(function MessageRow({
  author,
  formerly,
  at,
  text,
  instead,
  opensGroup,
  showsTime,
  seq,
  outgoing,
  isOffline,
  mend,
}: Props) {
  const isRefused = outgoing?.state === "refused";
  const pending = outgoing !== undefined && !isRefused;
  const failure = failureOf(outgoing, isOffline);
  const isWaiting = isOffline && pending;
  return (
    <div
      class={`${styles.row} ${isRefused ? styles.refused : ""}`}
      data-seq={seq}
      data-pending={pending || undefined}
      data-opens={opensGroup || undefined}
    >
      <div class={styles.gutter}>
        {opensGroup ? (
          <PersonMark person={author} />
        ) : isWaiting ? (
          <Waiting />
        ) : (
          <Time at={at} as="face" class={`${styles.side} ${showsTime ? styles.shown : ""}`} />
        )}
      </div>
      <div>
        {opensGroup && (
          <div class={styles.head}>
            <span class={styles.name} title={formerly ?? author.name} dir="auto">
              {author.name}
            </span>
            {author.bot && <BotBadge />}
            <Time at={at} class={styles.at} />
            {isWaiting && <Waiting />}
          </div>
        )}
        {instead ?? <MessageText text={text} />}
        {outgoing && failure && <Refusal of={outgoing} error={failure} mend={mend} />}
      </div>
    </div>
  );
});

/** Stands where there is room already, so that nothing moves when the connection comes and goes. */
function Waiting() {
  return (
    <span class={styles.waiting} title={strings.timeline.queuedLong}>
      {strings.timeline.queued}
    </span>
  );
}
