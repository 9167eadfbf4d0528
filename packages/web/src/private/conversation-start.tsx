import type { ConversationView } from "@parlor/client/private";
import { Lock } from "lucide";
import { Icon } from "../ui/icon.tsx";
import { privateStrings } from "../ui/private-strings.ts";
import styles from "./talk.module.css";

/** What stands over the first private message. */
export function ConversationStart({ of: { peer } }: { of: ConversationView }) {
  return (
    <div class={styles.start}>
      <div class={styles.sign}>
        <Icon of={Lock} size={20} />
      </div>
      <h2 dir="auto">{peer.name}</h2>
      <p>
        {privateStrings.talk.with(peer.name)} {privateStrings.talk.sentenceWhole}
      </p>
    </div>
  );
}
