import type { FormerName, Person, PersonId } from "@parlor/protocol";
import { Cell, type Store } from "./store.ts";

/** What a person was called before, the oldest name first. */
export type FormerNames = ReadonlyMap<PersonId, readonly FormerName[]>;

/** Everyone heard of, under their current name. Of two versions of a person the higher `rev` holds (NAME-4). */
export class PeopleDirectory {
  readonly state: Store<ReadonlyMap<PersonId, Person>>;
  readonly #cell = new Cell<ReadonlyMap<PersonId, Person>>(new Map());

  /** Former names of people, as far as they were read or told (NAME-5, NAME-7). */
  readonly formerNames: Store<FormerNames>;
  readonly #former = new Cell<FormerNames>(new Map());
  /** The newest rename that was told on a live socket: news, while `formerNames` is history too. */
  readonly lastRename: Store<FormerName | undefined>;
  readonly #lastRename = new Cell<FormerName | undefined>(undefined);

  #fresh = new Set<PersonId>();
  /** People whose former names are all known here. */
  #pastKnown = new Set<PersonId>();

  constructor() {
    this.state = this.#cell;
    this.formerNames = this.#former;
    this.lastRename = this.#lastRename;
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
    this.#pastKnown = new Set();
  }

  /** Whether all former names of this person are here. A person of the first `rev` never had another. */
  isPastKnown(id: PersonId): boolean {
    return this.#pastKnown.has(id) || this.get(id)?.rev === 1;
  }

  /** All former names of these people, as the server told them on the live socket. */
  learnPast(ids: readonly PersonId[], formerly: readonly FormerName[]): void {
    for (const id of ids) this.#pastKnown.add(id);
    this.#addFormer(formerly);
  }

  /** A rename was told on the live socket. */
  renamed(former: FormerName): void {
    this.#addFormer([former]);
    this.#lastRename.set(former);
  }

  #addFormer(names: readonly FormerName[]): void {
    const all = new Map(this.#former.get());
    let isNew = false;
    for (const name of names) {
      const known = all.get(name.personId) ?? [];
      // Told as an event and read again later, it is one rename.
      if (known.some(({ until }) => until === name.until)) continue;
      all.set(
        name.personId,
        [...known, name].toSorted((a, b) => a.until - b.until),
      );
      isNew = true;
    }
    if (isNew) this.#former.set(all);
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
