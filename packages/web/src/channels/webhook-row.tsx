import type { Hook } from "@parlor/protocol";
import { Ago } from "../ui/ago.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { laterStrings } from "../ui/later-strings.ts";
import { PersonMark } from "../ui/person-mark.tsx";
import styles from "./webhooks.module.css";

interface Props {
  hook: Hook;
  mayRevoke: boolean;
  onRevoke: () => Promise<void>;
}

/** One webhook: its label, who made it, when it last posted, and its end. */
export function WebhookRow({ hook, mayRevoke, onRevoke }: Props) {
  const { bot, createdBy, lastUsedAt } = hook;
  return (
    <li class={styles.row}>
      <PersonMark person={bot} size="small" />
      <div>
        <p class={styles.name} dir="auto">
          {bot.name}
        </p>
        <p class={styles.meta}>
          {laterStrings.webhooks.by(createdBy.name)} ·{" "}
          {lastUsedAt === undefined ? (
            laterStrings.webhooks.unused
          ) : (
            <>
              {laterStrings.webhooks.used} <Ago at={lastUsedAt} />
            </>
          )}
        </p>
      </div>
      {mayRevoke && (
        <Confirm
          label={laterStrings.webhooks.revoke}
          name={laterStrings.webhooks.revokeLong(bot.name)}
          confirm={laterStrings.webhooks.revokeConfirm}
          onConfirm={() => void onRevoke()}
        />
      )}
    </li>
  );
}
