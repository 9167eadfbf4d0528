import type { Hook } from "@parlor/protocol";
import { useSignal } from "@preact/signals";
import { Ago } from "../ui/ago.tsx";
import { Button } from "../ui/button.tsx";
import { laterStrings } from "../ui/later-strings.ts";
import { PersonMark } from "../ui/person-mark.tsx";
import { strings } from "../ui/strings.ts";
import styles from "./webhooks.module.css";

interface Props {
  hook: Hook;
  mayRevoke: boolean;
  onRevoke: () => Promise<void>;
}

/** One webhook: its label, who made it, when it last posted, and its end. */
export function WebhookRow({ hook, mayRevoke, onRevoke }: Props) {
  const asks = useSignal(false);
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
      {mayRevoke && !asks.value && (
        <Button
          kind="quiet"
          aria-label={laterStrings.webhooks.revokeLong(bot.name)}
          onClick={() => (asks.value = true)}
        >
          {laterStrings.webhooks.revoke}
        </Button>
      )}
      {asks.value && (
        <span class={styles.ways}>
          <Button kind="danger" autofocus onClick={() => void onRevoke()}>
            {laterStrings.webhooks.revokeConfirm}
          </Button>
          <Button kind="quiet" onClick={() => (asks.value = false)}>
            {strings.shell.cancel}
          </Button>
        </span>
      )}
    </li>
  );
}
