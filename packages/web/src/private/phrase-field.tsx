import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { PhraseWorth } from "@parlor/client/private";
import { Field } from "../ui/field.tsx";
import { loadPart } from "../ui/outdated.ts";
import { privateStrings } from "../ui/private-strings.ts";
import styles from "./new-key.module.css";

interface Phrase {
  text: Signal<string>;
  worth: Signal<PhraseWorth>;
  /** True after it was handed in: from then on what is missing is said while one types. */
  isTold: Signal<boolean>;
  /** Whether it may be a key as it stands now; if not, says why. */
  isGood(): Promise<boolean>;
}

/** A phrase that is being chosen, and how hard it is to guess. */
export function usePhrase(): Phrase {
  const text = useSignal("");
  const worth = useSignal<PhraseWorth>({ is: "too_short", score: 0 });
  const isTold = useSignal(false);
  useEffect(() => {
    let isLast = true;
    const show = (found: PhraseWorth) => {
      if (isLast) worth.value = found;
    };
    void judged(text.value).then(show);
    return () => {
      isLast = false;
    };
  }, [text.value]);
  return {
    text,
    worth,
    isTold,
    async isGood() {
      isTold.value = true;
      return (await judged(text.peek())).is === "good";
    },
  };
}

/** Where what judges cannot be loaded, the making of the key judges all the same. */
function judged(text: string): Promise<PhraseWorth> {
  const judging = loadPart(async () => (await import("@parlor/client/private")).judgePhrase(text));
  return judging.catch(() => ({ is: "good", score: 0 }) as const);
}

interface Props extends Phrase {
  /** Why this phrase cannot be a key after all. */
  refused: string | undefined;
  onChange: () => void;
}

/** Where a phrase is chosen: a meter, and an honest sentence. */
export function PhraseField({ text, worth, isTold, refused, onChange }: Props) {
  const { is, score } = worth.value;
  const words = privateStrings.make;
  const isMeasured = is === "good" || is === "common" || is === "weak";
  const reason = is === "good" ? undefined : words.phraseBad[is];
  return (
    <div class={styles.phrase}>
      <Field
        first
        label={words.phraseField}
        autocomplete="off"
        value={text.value}
        error={refused ?? (isTold.value || is === "common" ? reason : undefined)}
        hint={reason && !isMeasured ? reason : words.strengthIs(words.strengths[score] ?? "")}
        onValue={(value) => {
          text.value = value;
          onChange();
        }}
      />
      <div
        class={styles.strength}
        role="meter"
        aria-label={words.strength}
        aria-valuemin={0}
        aria-valuemax={4}
        aria-valuenow={score}
        aria-valuetext={words.strengths[score]}
        data-score={score}
      >
        <i />
      </div>
      <p class={styles.honest}>{words.phraseHonest}</p>
    </div>
  );
}
