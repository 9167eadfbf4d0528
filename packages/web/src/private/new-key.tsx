import { privateLimits } from "@parlor/protocol/limits";
import { useSignal } from "@preact/signals";
import { Button } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { Dialog, DialogButtons, DialogForm } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { privateStrings } from "../ui/private-strings.ts";
import { reasonOf } from "../ui/reason-of.ts";
import { strings } from "../ui/strings.ts";
import { useSubmit } from "../ui/use-submit.ts";
import { endOf, type KeyLife, keyLives, usesOf } from "./key-limits.ts";
import styles from "./new-key.module.css";
import { PhraseField, usePhrase } from "./phrase-field.tsx";
import plum from "./plum.module.css";
import type { PrivateAccess } from "./private-access.ts";

/** UTF-16 units: what fits on a line of the card. */
export const labelMax = 40;

interface Props {
  access: PrivateAccess;
  /** Begins with a phrase of one's own choosing. */
  chosen: boolean;
  onMade: () => void;
  onClose: () => void;
}

/** Makes a private key: a made one or a phrase, under a label, with its ends. */
export function NewKey({ access, chosen, onMade, onClose }: Props) {
  const isPhrase = useSignal(chosen);
  const label = useSignal("");
  const life = useSignal<KeyLife>("never");
  const uses = useSignal("");
  const phrase = usePhrase();
  const limit = usesOf(uses.value, privateLimits.keyUses);
  const { busy, error, submit, clear } = useSubmit(async () => {
    const ways = await access.wake();
    const expiresAt = endOf(life.value, Date.now());
    return ways.makeKey({
      label: label.value.trim(),
      ...(isPhrase.value && { phrase: phrase.text.value }),
      ...(expiresAt !== undefined && { expiresAt }),
      ...(typeof limit === "number" && { uses: limit }),
    });
  }, onMade);

  const reason = error && reasonOf(error, privateStrings.errors);
  const isOfPhrase = isPhrase.value && (error?.code === "key_taken" || error?.code === "weak_phrase");

  async function hand(): Promise<void> {
    if (limit !== "bad" && (!isPhrase.value || (await phrase.isGood()))) submit();
  }
  return (
    <Dialog title={privateStrings.make.title} lead={privateStrings.make.lead} onClose={onClose}>
      <div class={plum.plum}>
        <DialogForm onSubmit={() => void hand()}>
          <fieldset class={styles.kinds}>
            <legend class={styles.legend}>{privateStrings.make.kind}</legend>
            <Choice
              group="kind"
              checked={!isPhrase.value}
              name={privateStrings.make.generated}
              hint={privateStrings.make.generatedHint}
              onChoose={() => (isPhrase.value = false)}
            />
            <Choice
              group="kind"
              checked={isPhrase.value}
              name={privateStrings.make.phrase}
              hint={privateStrings.make.phraseHint}
              onChoose={() => (isPhrase.value = true)}
            />
          </fieldset>
          {isPhrase.value && <PhraseField {...phrase} refused={isOfPhrase ? reason : undefined} onChange={clear} />}
          <Field
            label={privateStrings.make.label}
            optional={privateStrings.make.optional}
            placeholder={privateStrings.make.labelPlaceholder}
            hint={privateStrings.key.labelHint}
            autocomplete="off"
            maxLength={labelMax}
            value={label.value}
            onValue={(value) => (label.value = value)}
          />
          <div class={styles.ends}>
            <label class={styles.choice}>
              {privateStrings.make.ends}
              <select value={life.value} onChange={(event) => (life.value = event.currentTarget.value as KeyLife)}>
                {keyLives.map((each) => (
                  <option value={each}>{privateStrings.make.endsAfter[each]}</option>
                ))}
              </select>
            </label>
            <Field
              label={privateStrings.make.uses}
              placeholder={privateStrings.make.usesAny}
              autocomplete="off"
              value={uses.value}
              error={limit === "bad" ? privateStrings.make.usesBad(privateLimits.keyUses) : undefined}
              onValue={(value) => (uses.value = value)}
            />
          </div>
          {reason !== undefined && !isOfPhrase && (
            <p class={styles.error} role="alert">
              {reason}
            </p>
          )}
          <DialogButtons>
            <Button onClick={onClose}>{strings.shell.cancel}</Button>
            <Button kind="primary" type="submit" busy={busy}>
              {busy && isPhrase.value ? privateStrings.make.stretching : privateStrings.make.confirm}
            </Button>
          </DialogButtons>
        </DialogForm>
      </div>
    </Dialog>
  );
}
