import type { Hook } from "@parlor/protocol";
import { Ago } from "../ui/ago.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { PersonMark } from "../ui/person-mark.tsx";
import styles from "./webhooks.module.css";
import { dialogStrings } from "../ui/dialog-strings.ts";

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
          {dialogStrings.webhooks.by(createdBy.name)} ·{" "}
          {lastUsedAt === undefined ? (
            dialogStrings.webhooks.unused
          ) : (
            <>
              {dialogStrings.webhooks.used} <Ago at={lastUsedAt} />
            </>
          )}
        </p>
      </div>
      {mayRevoke && (
        <Confirm
          label={dialogStrings.webhooks.revoke}
          name={dialogStrings.webhooks.revokeLong(bot.name)}
          confirm={dialogStrings.webhooks.revokeConfirm}
          onConfirm={() => void onRevoke()}
        />
      )}
    </li>
  );
}
