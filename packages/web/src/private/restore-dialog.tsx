import type { PrivateAnswer } from "@parlor/client/private";
import { useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { Dialog, DialogButtons, DialogForm } from "../ui/dialog.tsx";
import { loadPart } from "../ui/outdated.ts";
import { privateStrings } from "../ui/private-strings.ts";
import { reasonOf } from "../ui/reason-of.ts";
import { strings } from "../ui/strings.ts";
import { useSubmit } from "../ui/use-submit.ts";
import styles from "./recovery.module.css";
import { readWords, takeOffer, wordsInAll } from "./words-entry.ts";

interface Props {
  lead: string;
  run: (words: string) => Promise<PrivateAnswer<unknown>>;
  onDone: () => void;
  onClose: () => void;
}

/** Where the twelve words are typed: each is checked as it is finished, and completed when it is told from all others. */
export function RestoreDialog({ lead, run, onDone, onClose }: Props) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const text = useSignal("");
  const list = useSignal<readonly string[]>([]);
  useEffect(() => {
    // Without the list nothing is checked while one types; handing the words in says the rest.
    void loadPart(() => import("@parlor/client/private"))
      .then(({ recoveryWordList }) => {
        list.value = recoveryWordList;
      })
      .catch(() => undefined);
  }, []);
  const entry = readWords(text.value, list.value);
  const { busy, error, submit, clear } = useSubmit(() => run(entry.words.join(" ")), onDone);
  const hasList = list.value.length > 0;
  const wrong = hasList ? entry.wrong : undefined;
  const words = privateStrings.restore;
  const reason =
    wrong !== undefined
      ? words.unknown(wrong)
      : entry.words.length > wordsInAll
        ? words.tooMany
        : error &&
          reasonOf(error, { wrong_words: words.check, recovery_refused: words.refused, other_words: words.others });

  function write(value: string): void {
    text.value = value;
    clear();
  }
  function take(offer: string): void {
    write(takeOffer(entry, offer));
    field.current?.focus();
  }

  return (
    <Dialog title={words.title} lead={lead} onClose={onClose}>
      <DialogForm onSubmit={() => (entry.isWhole || !hasList) && submit()}>
        <div class={styles.restore}>
          <label for={id}>{words.field}</label>
          <textarea
            ref={field}
            id={id}
            rows={3}
            autofocus
            spellcheck={false}
            autocomplete="off"
            autocapitalize="off"
            placeholder={words.placeholder}
            value={text.value}
            aria-invalid={reason !== undefined}
            aria-describedby={`${id}-below`}
            onInput={(event) => write(event.currentTarget.value)}
            onKeyDown={(event) => {
              const [only, ...others] = entry.offers;
              if (event.key === "Enter") {
                event.preventDefault();
                event.currentTarget.form?.requestSubmit();
              } else if (event.key === " " && wrong === undefined && only !== undefined && others.length === 0) {
                event.preventDefault();
                take(only);
              }
            }}
          />
          <div id={`${id}-below`} class={styles.below} aria-live="polite">
            {reason === undefined ? (
              <span>{words.count(entry.words.length)}</span>
            ) : (
              <span class={styles.wrong}>{reason}</span>
            )}
          </div>
          <div class={styles.offers} role="group" aria-label={wrong === undefined ? words.suggestions : words.meant}>
            {entry.offers.map((offer) => (
              <button key={offer} type="button" onClick={() => take(offer)}>
                {offer}
              </button>
            ))}
          </div>
        </div>
        <DialogButtons>
          <Button onClick={onClose}>{strings.shell.cancel}</Button>
          <Button type="submit" class={styles.calm} busy={busy} disabled={hasList && !entry.isWhole}>
            {busy ? words.restoring : words.confirm}
          </Button>
        </DialogButtons>
      </DialogForm>
    </Dialog>
  );
}
