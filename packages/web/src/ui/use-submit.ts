import type { CodedError } from "@parlor/protocol";
import { useSignal } from "@preact/signals";

type Ended<T, E> = { ok: true; value: T } | { ok: false; error: E };

/** A form's one command: under way, refused with a reason, or done. A second submit while one is under way does nothing. */
export function useSubmit<T, E = CodedError>(run: () => Promise<Ended<T, E>>, done: (value: T) => void) {
  const busy = useSignal(false);
  const error = useSignal<E | undefined>(undefined);

  async function submit(): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    error.value = undefined;
    const answer = await run();
    busy.value = false;
    if (answer.ok) done(answer.value);
    else error.value = answer.error;
  }

  return { busy: busy.value, error: error.value, submit: () => void submit(), clear: () => (error.value = undefined) };
}
