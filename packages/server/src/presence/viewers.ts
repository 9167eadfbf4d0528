import { limits, type ChannelId, type Here, type Person, type PersonId } from "@parlor/protocol";
import type { Fanout } from "../fanout/fanout.ts";
import { Paced } from "../fanout/paced.ts";

interface Seat {
  person: Person;
  sockets: Set<string>;
}

interface Room {
  seats: Map<PersonId, Seat>;
  /** Who came and went since the viewers were last told; the last of the two holds. */
  came: Set<PersonId>;
  went: Set<PersonId>;
}

/** PRES-1. Who views each channel, each person once however many sockets they have; changes are told once a second. */
export class Viewers {
  readonly #rooms = new Map<ChannelId, Room>();
  readonly #fanout: Fanout;
  readonly #paced: Paced<ChannelId>;
  readonly #onCount: (id: ChannelId) => void;

  constructor(fanout: Fanout, onCount: (id: ChannelId) => void) {
    this.#fanout = fanout;
    this.#onCount = onCount;
    this.#paced = new Paced(limits.pulseEveryMs, (ids) => ids.forEach((id) => this.#tell(id)));
  }

  enter(channelId: ChannelId, person: Person, socketId: string): void {
    const room = this.#rooms.get(channelId) ?? { seats: new Map(), came: new Set(), went: new Set() };
    this.#rooms.set(channelId, room);
    const seat = room.seats.get(person.id);
    if (seat) {
      seat.sockets.add(socketId);
      return;
    }
    room.seats.set(person.id, { person, sockets: new Set([socketId]) });
    room.went.delete(person.id);
    room.came.add(person.id);
    this.#changed(channelId);
  }

  leave(channelId: ChannelId, personId: PersonId, socketId: string): void {
    const room = this.#rooms.get(channelId);
    const seat = room?.seats.get(personId);
    if (!room || !seat?.sockets.delete(socketId) || seat.sockets.size > 0) return;
    room.seats.delete(personId);
    room.came.delete(personId);
    room.went.add(personId);
    this.#changed(channelId);
  }

  renamed(person: Person): void {
    for (const { seats } of this.#rooms.values()) {
      const seat = seats.get(person.id);
      if (seat) seat.person = person;
    }
  }

  here(channelId: ChannelId): Here {
    const seats = this.#rooms.get(channelId)?.seats;
    if (!seats) return { count: 0, people: [] };
    return { count: seats.size, people: Array.from(seats.values().take(limits.presenceNames), (seat) => seat.person) };
  }

  count(channelId: ChannelId): number {
    return this.#rooms.get(channelId)?.seats.size ?? 0;
  }

  stop(): void {
    this.#paced.stop();
  }

  #changed(channelId: ChannelId): void {
    this.#paced.touch(channelId);
    this.#onCount(channelId);
  }

  #tell(channelId: ChannelId): void {
    const room = this.#rooms.get(channelId);
    if (!room) return;
    // Whoever came and went in between stood in the answer of a view meanwhile, so the going is told all the same.
    const came = [...room.came].flatMap((id) => room.seats.get(id)?.person ?? []);
    const went = [...room.went];
    room.came.clear();
    room.went.clear();
    if (room.seats.size === 0) this.#rooms.delete(channelId);
    this.#fanout.announce({ to: "viewers", of: channelId }, "presence.here", {
      channelId,
      count: room.seats.size,
      came: came.slice(0, limits.presenceNames),
      went,
    });
  }
}
