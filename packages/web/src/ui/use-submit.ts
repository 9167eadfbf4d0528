import type { CodedError } from "@parlor/protocol";
import { useSignal } from "@preact/signals";
import { strings } from "./strings.ts";

type Ended<T, E> = { ok: true; value: T } | { ok: false; error: E };

/** It ended without an answer: what answers could not be loaded, mostly, which comes from the server like everything else. */
const unanswered: CodedError = { code: "unavailable", message: strings.errors.unavailable };

/** A form's one command: under way, refused with a reason, or done. A second submit while one is under way does nothing. */
export function useSubmit<T, E = CodedError>(run: () => Promise<Ended<T, E>>, done: (value: T) => void) {
  const busy = useSignal(false);
  const error = useSignal<E | CodedError | undefined>(undefined);

  async function submit(): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    error.value = undefined;
    const answer = await run().catch(() => ({ ok: false as const, error: unanswered }));
    busy.value = false;
    if (answer.ok) done(answer.value);
    else error.value = answer.error;
  }

  return { busy: busy.value, error: error.value, submit: () => void submit(), clear: () => (error.value = undefined) };
}
