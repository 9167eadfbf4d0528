import type { Person, PersonId } from "@parlor/protocol";
import { Cell, type Store } from "./store.ts";

/** Everyone heard of, under their current name. Of two versions of a person the higher `rev` holds (NAME-4). */
export class PeopleDirectory {
  readonly state: Store<ReadonlyMap<PersonId, Person>>;
  readonly #cell = new Cell<ReadonlyMap<PersonId, Person>>(new Map());

  #fresh = new Set<PersonId>();

  constructor() {
    this.state = this.#cell;
  }

  get(id: PersonId): Person | undefined {
    return this.#cell.get().get(id);
  }

  /** The newest version known of somebody who is at hand. */
  current(person: Person): Person {
    const known = this.get(person.id);
    return known && known.rev >= person.rev ? known : person;
  }

  /** The same for several; the very same list when nobody changed. */
  allCurrent(people: readonly Person[]): readonly Person[] {
    return people.every((person) => this.current(person) === person)
      ? people
      : people.map((each) => this.current(each));
  }

  /** The connection is gone: who is renamed now is not heard of. */
  doubt(): void {
    this.#fresh = new Set();
  }

  /** Whether this person was heard of on the present socket, so that their name is sure to be right. */
  isFresh(id: PersonId): boolean {
    return this.#fresh.has(id);
  }

  /** The server was asked about these on the live socket: what it said, or did not, holds from now on. */
  heardOf(ids: readonly PersonId[]): void {
    for (const id of ids) this.#fresh.add(id);
  }

  /** `live`: said on the live socket, which will also tell of the next rename. */
  learn(people: readonly Person[], live = true): void {
    if (live) for (const { id } of people) this.#fresh.add(id);
    const known = this.#cell.get();
    const news = people.filter(({ id, rev }) => rev > (known.get(id)?.rev ?? 0));
    if (news.length === 0) return;
    const next = new Map(known);
    for (const person of news) {
      if (person.rev > (next.get(person.id)?.rev ?? 0)) next.set(person.id, person);
    }
    this.#cell.set(next);
  }
}
