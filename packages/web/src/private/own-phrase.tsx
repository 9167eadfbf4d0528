import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogButtons } from "../ui/dialog.tsx";
import { privateStrings } from "../ui/private-strings.ts";
import { reasonOf } from "../ui/reason-of.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { useSubmit } from "../ui/use-submit.ts";
import { KeysElsewhere, StartOver } from "./keys-elsewhere.tsx";
import type { PrivateAccess } from "./private-access.ts";
import { RecoveryDialog } from "./recovery-dialog.tsx";
import styles from "./recovery.module.css";

interface Props {
  access: PrivateAccess;
  /** The person's display name, which the phrase brings back. */
  name: string;
  onClose: () => void;
}

/** The recovery phrase from the name menu: creates one, also for a person without a private key, or says what can be done about it. */
export function OwnPhrase({ access, name, onClose }: Props) {
  const isShown = useSignal(false);
  const { busy, error, submit } = useSubmit(
    async () => (await access.wake()).prepareRecovery(),
    () => (isShown.value = true),
  );
  const state = access.state.value;
  const words = privateStrings.phrase;
  if (isShown.value) return <RecoveryDialog access={access} onClose={onClose} />;
  switch (state.is) {
    case "impossible":
      return <Told title={words.title} lead={words.insecure} onClose={onClose} />;
    case "failed":
      return (
        <Told title={words.title} lead={privateStrings.card.failed} onClose={onClose}>
          <Button kind="primary" onClick={() => access.retry()}>
            {privateStrings.card.again}
          </Button>
        </Told>
      );
    case "loading":
      return (
        <Dialog title={words.title} onClose={onClose}>
          <Skeleton class={styles.wait} />
        </Dialog>
      );
    case "ready":
      if (state.recovery === "saved") return <Saved access={access} state={state} onClose={onClose} />;
      break;
    case "none":
      if (state.elsewhere)
        return (
          <Dialog title={words.title} lead={words.elsewhere} onClose={onClose}>
            <div class={styles.ways}>
              <KeysElsewhere access={access} />
            </div>
            <DialogButtons>
              <Button onClick={onClose}>{privateStrings.key.close}</Button>
            </DialogButtons>
          </Dialog>
        );
      break;
    case "asleep":
  }
  return (
    <Dialog title={words.title} lead={words.lead(name)} onClose={onClose}>
      {error && (
        <p role="alert" class={styles.refused}>
          {reasonOf(error, privateStrings.errors)}
        </p>
      )}
      <DialogButtons>
        <Button onClick={onClose}>{words.later}</Button>
        <Button class={styles.calm} busy={busy} autofocus onClick={submit}>
          {words.make}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}

/** The words are on paper and nowhere else, so the only choice is a new phrase. */
function Saved({
  access,
  state,
  onClose,
}: Omit<Props, "name"> & { state: Extract<PrivateAccess["state"]["value"], { is: "ready" }> }) {
  const asks = useSignal(false);
  const words = privateStrings.phrase;
  const hasLess = state.keys.length === 0 && state.conversations.length === 0;
  if (asks.value)
    return (
      <StartOver
        access={access}
        {...(hasLess && { title: words.replaceTitle, lead: words.replaceText })}
        onClose={() => (asks.value = false)}
      />
    );
  return (
    <Told title={words.title} lead={words.saved} onClose={onClose}>
      <Button onClick={() => (asks.value = true)}>{words.replace}</Button>
    </Told>
  );
}

interface ToldProps {
  title: string;
  lead: string;
  onClose: () => void;
  children?: ComponentChildren;
}

function Told({ title, lead, onClose, children }: ToldProps) {
  return (
    <Dialog title={title} lead={lead} onClose={onClose}>
      <DialogButtons>
        {children}
        <Button autofocus onClick={onClose}>
          {privateStrings.key.close}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
