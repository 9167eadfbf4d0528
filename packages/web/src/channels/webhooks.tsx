import type { Call } from "@parlor/client";
import type { Channel, CodedError, Hook, PersonId } from "@parlor/protocol";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogButtons, DialogForm } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { laterStrings } from "../ui/later-strings.ts";
import { nameless, reasonOf } from "../ui/reason-of.ts";
import { strings } from "../ui/strings.ts";
import { useSubmit } from "../ui/use-submit.ts";
import { NewWebhook } from "./new-webhook.tsx";
import { WebhookRow } from "./webhook-row.tsx";
import styles from "./webhooks.module.css";
import { dialogStrings } from "../ui/dialog-strings.ts";

interface Props {
  call: Call;
  channel: Channel;
  self: PersonId;
  onClose: () => void;
}

const refusals = { ...laterStrings.errors, limit_reached: dialogStrings.webhooks.full };

function whyNot(error: CodedError, label: string): string {
  return error.existing === undefined ? reasonOf(error, refusals) : strings.nameStep.taken(label, error.existing);
}

/** The webhooks of a channel: which there are, a new one, and the address of the one just made. */
export function Webhooks({ call, channel, self, onClose }: Props) {
  const hooks = useSignal<readonly Hook[] | undefined>(undefined);
  const trouble = useSignal<string | undefined>(undefined);
  const label = useSignal("");
  const made = useSignal<{ hook: Hook; token: string } | undefined>(undefined);

  async function read(): Promise<void> {
    const answer = await call("hook.list", { channelId: channel.id });
    if (answer.ok) hooks.value = answer.value.hooks;
    trouble.value = answer.ok ? undefined : reasonOf(answer.error, refusals);
  }
  useEffect(() => void read(), []);

  const { busy, error, submit, clear } = useSubmit(
    async () => {
      const wanted = label.value.trim();
      return wanted === "" ? nameless : call("hook.create", { channelId: channel.id, label: wanted });
    },
    (value) => {
      made.value = value;
      label.value = "";
      void read();
    },
  );

  if (made.value) {
    const { hook, token } = made.value;
    return <NewWebhook hook={hook} token={token} onBack={() => (made.value = undefined)} onClose={onClose} />;
  }
  return (
    <Dialog title={dialogStrings.webhooks.title(channel.name)} lead={dialogStrings.webhooks.lead} onClose={onClose}>
      {trouble.value !== undefined && <p role="alert">{trouble.value}</p>}
      {hooks.value && hooks.value.length > 0 && (
        <ul class={styles.list}>
          {hooks.value.map((hook) => (
            <WebhookRow
              key={hook.id}
              hook={hook}
              mayRevoke={hook.createdBy.id === self || channel.ownedBy === self}
              onRevoke={async () => {
                const answer = await call("hook.revoke", { hookId: hook.id });
                await read();
                // Its button is gone, and the focus with it.
                document.querySelector<HTMLElement>("dialog:modal input")?.focus();
                // Revoked by somebody else meanwhile: the list shows that already.
                if (!answer.ok && answer.error.code !== "hook_not_found")
                  trouble.value = reasonOf(answer.error, refusals);
              }}
            />
          ))}
        </ul>
      )}
      <DialogForm onSubmit={submit}>
        <Field
          first
          label={dialogStrings.webhooks.label}
          placeholder={dialogStrings.webhooks.placeholder}
          hint={dialogStrings.webhooks.labelHint}
          autocomplete="off"
          value={label.value}
          error={error && whyNot(error, label.value.trim())}
          onValue={(value) => {
            label.value = value;
            clear();
          }}
        />
        <DialogButtons>
          <Button onClick={onClose}>{dialogStrings.webhooks.done}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {dialogStrings.webhooks.create}
          </Button>
        </DialogButtons>
      </DialogForm>
    </Dialog>
  );
}
