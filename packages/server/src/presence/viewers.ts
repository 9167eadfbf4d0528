import { limits, type ChannelId, type Here, type Person, type PersonId } from "@parlor/protocol";
import type { Fanout } from "../fanout/fanout.ts";
import { Paced } from "../fanout/paced.ts";

interface Seat {
  person: Person;
  sockets: Set<string>;
}

interface Room {
  seats: Map<PersonId, Seat>;
  /** Whom the viewers were last told of, so that the next telling is the difference. */
  told: Set<PersonId>;
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
    const room = this.#rooms.get(channelId) ?? { seats: new Map(), told: new Set() };
    this.#rooms.set(channelId, room);
    const seat = room.seats.get(person.id);
    if (seat) {
      seat.sockets.add(socketId);
      return;
    }
    room.seats.set(person.id, { person, sockets: new Set([socketId]) });
    this.#changed(channelId);
  }

  leave(channelId: ChannelId, personId: PersonId, socketId: string): void {
    const room = this.#rooms.get(channelId);
    const seat = room?.seats.get(personId);
    if (!room || !seat?.sockets.delete(socketId) || seat.sockets.size > 0) return;
    room.seats.delete(personId);
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
    const came = [...room.seats.values()].filter(({ person }) => !room.told.has(person.id)).map((seat) => seat.person);
    const went = [...room.told].filter((id) => !room.seats.has(id));
    if (room.seats.size === 0) this.#rooms.delete(channelId);
    if (came.length === 0 && went.length === 0) return;
    room.told = new Set(room.seats.keys());
    this.#fanout.announce({ to: "viewers", of: channelId }, "presence.here", {
      channelId,
      count: room.seats.size,
      came: came.slice(0, limits.presenceNames),
      went,
    });
  }
}
