import type { ChannelId, PersonId } from "@parlor/protocol";
import type { Seat } from "../fanout/seat.ts";

/** PRES-3. The sockets whose users looked away, each with the channels it views without being counted there. */
export class AwaySeats {
  readonly #channels = new Map<Seat, Set<ChannelId>>();
  /** How many sockets of each person are away. */
  readonly #seats = new Map<PersonId, number>();

  add(seat: Seat, personId: PersonId, channels: Iterable<ChannelId>): void {
    this.#channels.set(seat, new Set(channels));
    this.#seats.set(personId, (this.#seats.get(personId) ?? 0) + 1);
  }

  /** The channels this socket views uncounted; undefined while its user is present. */
  of(seat: Seat): Set<ChannelId> | undefined {
    return this.#channels.get(seat);
  }

  /** The user is back, or the socket is gone. */
  remove(seat: Seat, personId: PersonId): void {
    if (!this.#channels.delete(seat)) return;
    const left = (this.#seats.get(personId) ?? 1) - 1;
    if (left > 0) this.#seats.set(personId, left);
    else this.#seats.delete(personId);
  }

  /** People with no other socket than those that are away. `sockets` counts all of a person's. */
  peopleAway(sockets: (personId: PersonId) => number): number {
    let away = 0;
    for (const [personId, seats] of this.#seats) if (seats >= sockets(personId)) away += 1;
    return away;
  }
}
