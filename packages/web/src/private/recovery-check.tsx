import { useSignal } from "@preact/signals";
import { useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { DialogButtons, DialogForm } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { privateStrings } from "../ui/private-strings.ts";
import { twoPlaces } from "./recovery-places.ts";
import styles from "./recovery.module.css";

interface Props {
  words: readonly string[];
  onBack: () => void;
  onRight: () => void;
}

/** Asks for two of the words, so that "I have written them down" is true. */
export function RecoveryCheck({ words, onBack, onRight }: Props) {
  const [places] = useState(() => twoPlaces(words.length, Math.random));
  const typed = useSignal<readonly string[]>(["", ""]);
  const isTold = useSignal(false);
  const isRight = (at: number): boolean => typed.value[at]?.trim().toLowerCase() === words[(places[at] ?? 0) - 1];
  return (
    <DialogForm
      onSubmit={() => {
        isTold.value = true;
        if (places.every((_, at) => isRight(at))) onRight();
      }}
    >
      {places.map((place, at) => (
        <Field
          key={place}
          first={at === 0}
          label={privateStrings.recovery.checkWord(place)}
          autocomplete="off"
          value={typed.value[at] ?? ""}
          error={isTold.value && !isRight(at) ? privateStrings.recovery.checkWrong(place) : undefined}
          onValue={(value) => {
            typed.value = typed.value.with(at, value);
            isTold.value = false;
          }}
        />
      ))}
      <DialogButtons>
        <Button onClick={onBack}>{privateStrings.recovery.back}</Button>
        <Button type="submit" class={styles.calm}>
          {privateStrings.recovery.confirm}
        </Button>
      </DialogButtons>
    </DialogForm>
  );
}
