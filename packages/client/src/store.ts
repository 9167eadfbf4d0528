/** A value that changes, and a way to hear of it. Values are snapshots: never changed in place. */
export interface Store<T> {
  get(): T;
  /** Calls the listener after every change, not for the present value. Returns what ends it. */
  subscribe(listener: (value: T) => void): () => void;
}

/** The writable side of a Store; its owner keeps it private. */
export class Cell<T> implements Store<T> {
  #value: T;
  readonly #listeners = new Set<(value: T) => void>();

  constructor(value: T) {
    this.#value = value;
  }

  get(): T {
    return this.#value;
  }

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) {
      try {
        listener(this.#value);
      } catch (error) {
        // A listener that throws is its author's bug to see; it must not stop a reconnect half way.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  subscribe(listener: (value: T) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
