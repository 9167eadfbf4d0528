import { limits } from "@parlor/protocol/limits";
import type { Person, PersonId } from "@parlor/protocol";
import type { Clock } from "./clock.ts";

/** Who types in one channel. Each notice lives 6 s unless repeated (PRES-2). */
export class TypingTracker {
  #people: readonly Person[] = [];
  readonly #expiries = new Map<PersonId, () => void>();
  readonly #clock: Clock;
  readonly #changed: () => void;

  constructor(clock: Clock, changed: () => void) {
    this.#clock = clock;
    this.#changed = changed;
  }

  /** In the order they began. A new array after each change. */
  people(): readonly Person[] {
    return this.#people;
  }

  hear(person: Person): void {
    this.#expiries.get(person.id)?.();
    this.#expiries.set(
      person.id,
      this.#clock.after(limits.typingLifeMs, () => this.forget(person.id)),
    );
    if (this.#people.some(({ id }) => id === person.id)) return;
    this.#people = [...this.#people, person];
    this.#changed();
  }

  /** They stopped, sent what they typed, or left. */
  forget(id: PersonId): void {
    const cancel = this.#expiries.get(id);
    if (!cancel) return;
    cancel();
    this.#expiries.delete(id);
    this.#people = this.#people.filter((person) => person.id !== id);
    this.#changed();
  }

  clear(): void {
    for (const id of [...this.#expiries.keys()]) this.forget(id);
  }
}
