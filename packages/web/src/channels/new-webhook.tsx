import type { Hook } from "@parlor/protocol";
import { Copy } from "lucide";
import { basePath } from "../ui/base-path.ts";
import { Button } from "../ui/button.tsx";
import { copyAndSay } from "../ui/copy-and-say.ts";
import { Dialog, DialogButtons } from "../ui/dialog.tsx";
import { Icon } from "../ui/icon.tsx";
import styles from "./webhooks.module.css";
import { dialogStrings } from "../ui/dialog-strings.ts";

interface Props {
  hook: Hook;
  token: string;
  onBack: () => void;
  onClose: () => void;
}

/** The address of a new webhook: the one time that it is shown. */
export function NewWebhook({ hook, token, onBack, onClose }: Props) {
  const words = dialogStrings.webhooks;
  const address = new URL(`${basePath}/hooks/${token}`, location.href).href;
  const line = `curl -d "Backup done" ${address}`;
  return (
    <Dialog title={words.made(hook.bot.name)} lead={words.once} onClose={onClose}>
      <output class={styles.address} aria-label={words.address}>
        {address}
      </output>
      <Button kind="primary" autofocus onClick={() => void copyAndSay(address, words.copied, words.copyFailed)}>
        <Icon of={Copy} size={16} />
        {words.copy}
      </Button>
      <p class={styles.try}>{words.try}</p>
      <pre class={styles.line} tabIndex={0}>
        {line}
      </pre>
      <p class={styles.meta}>{words.slack}</p>
      <DialogButtons>
        <Button onClick={onBack}>{words.all}</Button>
        <Button onClick={onClose}>{words.done}</Button>
      </DialogButtons>
    </Dialog>
  );
}
