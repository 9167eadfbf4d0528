import type { Store } from "@parlor/client";
import { type ReadonlySignal, signal } from "@preact/signals";

const known = new WeakMap<object, ReadonlySignal<unknown>>();

/**
 * A store of the client as a signal, the same one for every caller.
 * It listens for as long as the store lives: the store alone holds it, so both go together.
 */
export function signalOf<T>(store: Store<T>): ReadonlySignal<T> {
  const existing = known.get(store);
  if (existing !== undefined) return existing as ReadonlySignal<T>;
  const made = signal(store.get());
  store.subscribe((value) => {
    made.value = value;
  });
  known.set(store, made);
  return made;
}
