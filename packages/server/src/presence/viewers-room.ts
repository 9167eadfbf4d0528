import { limits, type Here, type Person, type PersonId } from "@parlor/protocol";

interface Seat {
  person: Person;
  sockets: Set<string>;
  /** Somebody has been told this name, so somebody must be told when it goes. */
  isNamed: boolean;
}

/** What became of a room since its viewers were last told. */
export interface RoomNews {
  count: number;
  came: Person[];
  went: PersonId[];
}

/**
 * PRES-1. The people who view one channel, each once however many sockets they have. The number is exact; names are at
 * most `limits.presenceNames` a time, so that nothing here costs more because a channel is large.
 */
export class ViewersRoom {
  readonly #seats = new Map<PersonId, Seat>();
  #sockets = 0;
  /** Who came and went since the viewers were last told; the last of the two holds. */
  readonly #came = new Set<PersonId>();
  readonly #went = new Set<PersonId>();

  get count(): number {
    return this.#seats.size;
  }

  /** Sockets of theirs: what a telling is written to. */
  get sockets(): number {
    return this.#sockets;
  }

  /** True when a person came, false when they were here with another socket. */
  enter(person: Person, socketId: string): boolean {
    const seat = this.#seats.get(person.id);
    if (seat?.sockets.has(socketId)) return false;
    this.#sockets += 1;
    seat?.sockets.add(socketId);
    if (seat) return false;
    // If a departure is not announced yet, clients still list that person.
    const isNamed = this.#went.delete(person.id);
    this.#seats.set(person.id, { person, sockets: new Set([socketId]), isNamed });
    this.#came.add(person.id);
    return true;
  }

  /** True when the person has gone, false while another socket of theirs is here. */
  leave(personId: PersonId, socketId: string): boolean {
    const seat = this.#seats.get(personId);
    if (!seat?.sockets.delete(socketId)) return false;
    this.#sockets -= 1;
    if (seat.sockets.size > 0) return false;
    this.#seats.delete(personId);
    this.#came.delete(personId);
    // A person whom no answer and no event named is in no client's list.
    if (seat.isNamed) this.#went.add(personId);
    return true;
  }

  /** Whether this socket of theirs is counted here. */
  has(personId: PersonId, socketId: string): boolean {
    return this.#seats.get(personId)?.sockets.has(socketId) ?? false;
  }

  renamed(person: Person): void {
    const seat = this.#seats.get(person.id);
    if (seat) seat.person = person;
  }

  here(): Here {
    return { count: this.count, people: Array.from(this.#seats.values().take(limits.presenceNames), named) };
  }

  /** True while somebody's going is still to be told: there were more than one telling names. */
  get owes(): boolean {
    return this.#went.size > 0;
  }

  /** Takes what is to be told now. Past the hundredth name comings are only counted, and goings wait for the next time. */
  news(): RoomNews {
    const arrived = [...this.#came.values().take(limits.presenceNames)];
    const went = [...this.#went.values().take(limits.presenceNames)];
    this.#came.clear();
    for (const id of went) this.#went.delete(id);
    const came = arrived.flatMap((id) => {
      const seat = this.#seats.get(id);
      return seat ? [named(seat)] : [];
    });
    return { count: this.count, came, went };
  }
}

function named(seat: Seat): Person {
  seat.isNamed = true;
  return seat.person;
}
