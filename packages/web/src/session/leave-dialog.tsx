import type { SessionClient } from "@parlor/client";
import type { Answer, WaysBack } from "@parlor/protocol";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { dialogStrings } from "../ui/dialog-strings.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogButtons } from "../ui/dialog.tsx";
import { reasonOf } from "../ui/reason-of.ts";
import { strings } from "../ui/strings.ts";
import styles from "./leave-dialog.module.css";
import { NameAfterwards } from "./name-afterwards.tsx";
import { afterLeaving } from "./after-leaving.ts";

interface Props {
  session: SessionClient;
  name: string;
  /** Private keys are here that no recovery phrase would bring back. */
  isUnsaved: boolean;
  onSave: () => void;
  onLeave: (release: boolean) => void;
  onClose: () => void;
}

/** Asks before a person signs out, and says whether and how they can come back (NAME-8). */
export function LeaveDialog({ session, name, isUnsaved, onSave, onLeave, onClose }: Props) {
  const answer = useSignal<Answer<WaysBack> | undefined>(undefined);
  const release = useSignal(false);
  const ask = async (): Promise<void> => {
    answer.value = undefined;
    answer.value = await session.ways();
  };
  useEffect(() => void ask(), [session]);

  const words = dialogStrings.account;
  const { value: asked } = answer;
  if (asked?.ok === false)
    return (
      <Dialog title={words.leaveTitle} onClose={onClose}>
        <p role="alert">{asked.error.code === "unavailable" ? words.leaveOffline : reasonOf(asked.error)}</p>
        <DialogButtons>
          <Button onClick={onClose} autofocus>
            {strings.shell.cancel}
          </Button>
          <Button kind="primary" onClick={() => void ask()}>
            {words.leaveAgain}
          </Button>
        </DialogButtons>
      </Dialog>
    );
  // On a live connection the answer is here in a moment; a dialog that grows under the pointer would be worse.
  if (asked === undefined) return null;
  const { way, mayRelease, lacksPhrase } = afterLeaving(asked.value, isUnsaved);
  return (
    <Dialog title={words.leaveTitle} lead={words.leaveText} onClose={onClose}>
      {isUnsaved && <p class={styles.warning}>{words.leaveUnsaved}</p>}
      {way && <p class={styles.way}>{words.leaveReturn(name, way)}</p>}
      {mayRelease && <p class={styles.warning}>{words.leaveLast(name)}</p>}
      {lacksPhrase && (
        <Button class={styles.save} onClick={onSave}>
          {isUnsaved ? words.leaveSave : words.leaveMake}
        </Button>
      )}
      {mayRelease && <NameAfterwards name={name} release={release} />}
      <DialogButtons>
        <Button onClick={onClose} autofocus>
          {strings.shell.cancel}
        </Button>
        <Button kind="danger" onClick={() => onLeave(mayRelease && release.value)}>
          {words.leaveConfirm}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
