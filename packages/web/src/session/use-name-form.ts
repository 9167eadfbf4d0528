import type { Answer } from "@parlor/protocol";
import { useSignal } from "@preact/signals";
import { useSubmit } from "../ui/use-submit.ts";

/** A name being typed and handed in. White space alone is not handed in; a suggestion is handed in at once. */
export function useNameForm<T>(first: string, run: (name: string) => Promise<Answer<T>>, done: () => void) {
  const name = useSignal(first);
  const { busy, error, submit, clear } = useSubmit(() => run(name.value), done);

  const handIn = (): void => {
    if (name.value.trim() !== "") submit();
  };

  return {
    busy,
    submit: handIn,
    field: {
      value: name.value,
      error,
      onValue(value: string) {
        name.value = value;
        clear();
      },
      onSuggestion(value: string) {
        name.value = value;
        handIn();
      },
    },
  };
}
