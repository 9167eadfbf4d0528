import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogButtons } from "../ui/dialog.tsx";
import { privateStrings } from "../ui/private-strings.ts";
import { reasonOf } from "../ui/reason-of.ts";
import { useSubmit } from "../ui/use-submit.ts";
import type { PrivateAccess } from "./private-access.ts";
import { phraseConfirmed } from "./phrase-confirmed.ts";
import { RecoveryCheck } from "./recovery-check.tsx";
import styles from "./recovery.module.css";

interface Props {
  access: PrivateAccess;
  onClose: () => void;
}

/**
 * The twelve words on a slip of paper. In colour, shape and words it is unlike a private key, and there is no button to copy it:
 * what is to be written down must not end on a clipboard that every program reads.
 */
export function RecoveryDialog({ access, onClose }: Props) {
  const words = useSignal<readonly string[] | undefined | "gone">(undefined);
  const isChecking = useSignal(false);
  useEffect(() => {
    const gone = (): void => {
      words.value = "gone";
    };
    void access
      .wake()
      .then((ways) => ways.recoveryWords())
      .then((found) => {
        words.value = found ?? "gone";
      })
      .catch(gone);
  }, [access]);
  const found = words.value;

  const { error, submit } = useSubmit(
    async () => {
      await (await access.wake()).recoverySaved();
      return { ok: true, value: undefined } as const;
    },
    () => {
      onClose();
      void phraseConfirmed(access.client);
    },
  );

  return (
    <Dialog
      title={isChecking.value ? privateStrings.recovery.checkTitle : privateStrings.recovery.title}
      {...(isChecking.value ? {} : { lead: privateStrings.recovery.lead })}
      onClose={onClose}
    >
      {error && <p role="alert">{reasonOf(error, privateStrings.errors)}</p>}
      {found === "gone" && <p role="alert">{privateStrings.recovery.unavailable}</p>}
      {isChecking.value && Array.isArray(found) ? (
        <RecoveryCheck words={found} onBack={() => (isChecking.value = false)} onRight={submit} />
      ) : (
        <>
          <div class={styles.paper}>
            <ol aria-label={privateStrings.recovery.words}>
              {Array.from({ length: 12 }, (_, at) => (
                <li key={at}>
                  <span>{at + 1}</span>
                  {Array.isArray(found) ? found[at] : ""}
                </li>
              ))}
            </ol>
          </div>
          <p class={styles.warning}>{privateStrings.recovery.warning}</p>
          <p class={styles.once}>{privateStrings.recovery.once}</p>
          <DialogButtons>
            <Button onClick={onClose}>{privateStrings.recovery.later}</Button>
            <Button
              class={styles.calm}
              busy={!Array.isArray(found)}
              onClick={() => (isChecking.value = Array.isArray(found))}
            >
              {privateStrings.recovery.written}
            </Button>
          </DialogButtons>
        </>
      )}
    </Dialog>
  );
}
