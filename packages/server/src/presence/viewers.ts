import { limits, type ChannelId, type Here, type Person, type PersonId } from "@parlor/protocol";
import type { Fanout } from "../fanout/fanout.ts";
import { Paced } from "../fanout/paced.ts";
import { ViewersRoom } from "./viewers-room.ts";

/**
 * A telling is written to every viewing socket, some 5 to 10 µs each; a channel is told so rarely that this takes less than
 * half a hundredth of the processor. Up to 500 sockets once a second holds; 5,000 are told every ten.
 */
const TOLD_PER_SOCKET_MS = 2;

interface Room {
  people: ViewersRoom;
  /** When its viewers may be told again, on the monotonic clock. */
  tellAt: number;
}

/** PRES-1. Who views each channel; its viewers are told of changes together, and the more they are the more rarely. */
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
    const room = this.#rooms.get(channelId) ?? { people: new ViewersRoom(), tellAt: 0 };
    this.#rooms.set(channelId, room);
    if (room.people.enter(person, socketId)) this.#changed(channelId);
  }

  leave(channelId: ChannelId, personId: PersonId, socketId: string): void {
    if (this.#rooms.get(channelId)?.people.leave(personId, socketId)) this.#changed(channelId);
  }

  has(channelId: ChannelId, personId: PersonId, socketId: string): boolean {
    return this.#rooms.get(channelId)?.people.has(personId, socketId) ?? false;
  }

  renamed(person: Person): void {
    for (const { people } of this.#rooms.values()) people.renamed(person);
  }

  here(channelId: ChannelId): Here {
    return this.#rooms.get(channelId)?.people.here() ?? { count: 0, people: [] };
  }

  count(channelId: ChannelId): number {
    return this.#rooms.get(channelId)?.people.count ?? 0;
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
    const { people } = room;
    if (people.count === 0) {
      this.#rooms.delete(channelId);
      return;
    }
    const now = performance.now();
    if (now >= room.tellAt) {
      room.tellAt = now + people.sockets * TOLD_PER_SOCKET_MS;
      this.#fanout.announce({ to: "viewers", of: channelId }, "presence.here", { channelId, ...people.news() });
      if (!people.owes) return;
    }
    this.#paced.touch(channelId);
  }
}
