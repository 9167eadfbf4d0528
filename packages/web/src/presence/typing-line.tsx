import type { ChannelFeed } from "@parlor/client";
import { useComputed } from "@preact/signals";
import { signalOf } from "../ui/store-signal.ts";
import { strings } from "../ui/strings.ts";
import styles from "./typing-line.module.css";

/** Who is writing right now. Not read aloud: it would talk over the messages themselves. */
export function TypingLine({ feed }: { feed: ChannelFeed }) {
  const typing = useComputed(() => signalOf(feed.state).value.typing).value;
  return (
    <div class={styles.line}>
      {typing.length > 0 && (
        <>
          <span class={styles.dots} aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          <p>{strings.presence.typing(typing.map((person) => person.name))}</p>
        </>
      )}
    </div>
  );
}
