import type { Answer } from "@parlor/protocol";
import { useSignal } from "@preact/signals";
import { nameless } from "../ui/reason-of.ts";
import { useSubmit } from "../ui/use-submit.ts";

/** A name being typed and handed in. White space alone is refused on the spot; a suggestion is handed in at once. */
export function useNameForm<T>(first: string, run: (name: string) => Promise<Answer<T>>, done: () => void) {
  const name = useSignal(first);
  const { busy, error, submit, clear } = useSubmit(
    async () => (name.value.trim() === "" ? nameless : run(name.value)),
    done,
  );

  return {
    busy,
    submit,
    field: {
      value: name.value,
      error,
      onValue(value: string) {
        name.value = value;
        clear();
      },
      onSuggestion(value: string) {
        name.value = value;
        submit();
      },
    },
  };
}
