import type {
  Answer,
  Channel,
  ErrorCode,
  EventName,
  Events,
  FormerName,
  CodedError,
  InputOf,
  Message,
  Person,
  Self,
} from "@parlor/protocol";
import { ModelDisk } from "./model-disk.ts";
import { pageOf } from "./model-pages.ts";

/** One socket as the server sees it. */
export interface Seat {
  token: string | undefined;
  readonly views: Set<string>;
  isWatching: boolean;
  tell<N extends EventName>(name: N, payload: Events[N]): void;
}

export interface Room {
  readonly id: string;
  /** Absent for a private conversation. */
  channel?: Channel;
  messages: Message[];
  readonly seqOf: Map<string, number>;
}

/** What else there is than channels. */
export interface ModelExtension {
  /** Why this person may not do that there, if they may not. */
  shut(channelId: string, person: Person, name: string): ErrorCode | undefined;
  answer(name: string, input: unknown, person: Person): Answer<unknown> | undefined;
  stored(room: Room, message: Message): void;
  recover(login: string): (Self & { token: string }) | undefined;
}

/** What the model server holds, and what happens to it without a command: somebody writes, a backup is put back, it is killed. */
export class ModelState {
  epoch = "000000000000000a";
  readonly seats = new Set<Seat>();
  readonly people = new Map<string, Person>();
  readonly formerly: FormerName[] = [];
  /** Private messages, when a test has them. */
  extension: ModelExtension | undefined;
  readonly rooms = new Map<string, Room>();
  /** Errors to answer instead of running a command: the next calls of that name get them, in order. */
  readonly refusals = new Map<string, CodedError[]>();
  /** Every command that reached the server, in order. */
  readonly log: { name: string; input: unknown }[] = [];
  now = 1_700_000_000_000;
  /** Messages a page has at most. */
  pageMost = 200;
  readonly disk = new ModelDisk(({ token, input }) => {
    const seq = this.append(token, input);
    return { ok: true, value: { seq, at: this.room(input.channelId).messages[seq - 1]?.at } };
  });

  constructor() {
    this.makeChannel("general");
  }

  makePerson(name: string): string {
    const token = `token of ${name}`;
    this.people.set(token, {
      id: `00000000-0000-4000-8000-${String(this.people.size).padStart(12, "0")}`,
      name,
      rev: 1,
    });
    return token;
  }

  makeChannel(name: string, createdBy?: string): Channel {
    const id = `${"0".repeat(11)}${this.rooms.size}`;
    const maker = createdBy === undefined ? {} : { createdBy };
    const channel = { id, name, about: "", createdAt: this.now, rev: 1, isDefault: this.rooms.size === 0, ...maker };
    this.rooms.set(id, { id, channel, messages: [], seqOf: new Map() });
    this.tell("channel.changed", { channel }, (seat) => seat.isWatching);
    return channel;
  }

  /** The owner takes a channel off the list; it is kept for `restoreChannel`. */
  archiveChannel(id: string, by?: Person): Room {
    const room = this.room(id);
    this.rooms.delete(id);
    const told = { channelId: id, name: room.channel?.name ?? "", ...(by && { by }) };
    this.tell("channel.archived", told, (seat) => seat.isWatching || seat.views.has(id));
    return room;
  }

  restoreChannel(room: Room): void {
    if (!room.channel) throw new Error("only a channel is archived");
    const channel = (room.channel = { ...room.channel, rev: room.channel.rev + 1 });
    this.rooms.set(room.id, room);
    this.tell("channel.changed", { channel }, (seat) => seat.isWatching);
  }

  room(id: string): Room {
    const room = this.rooms.get(id);
    if (!room) throw new Error(`no channel ${id}`);
    return room;
  }

  connect(seat: Seat): void {
    this.seats.add(seat);
    const person = seat.token === undefined ? undefined : this.people.get(seat.token);
    const self = person && { self: this.selfOf(person) };
    seat.tell("hello", { protocol: { major: 1, minor: 0 }, epoch: this.epoch, now: this.now, ...self });
  }

  /** Somebody writes without a client of ours. */
  write(token: string, channelId: string, text: string): Message {
    const room = this.room(channelId);
    const clientId = `by hand ${room.messages.length + 1} ${this.epoch}`;
    const seq = this.append(token, { channelId, clientId, text });
    return room.messages[seq - 1] as Message;
  }

  rename(token: string, name: string): Person {
    const person = this.person(token);
    const renamed = { ...person, name, rev: person.rev + 1 };
    const former = { personId: person.id, name: person.name, until: this.now };
    this.people.set(token, renamed);
    this.formerly.push(former);
    this.tell("person.renamed", { person: renamed, former }, () => true);
    return renamed;
  }

  /** Tells every watcher every head, as CH-6 does once a second. */
  pulse(): void {
    const channels = [...this.rooms.values()].filter(({ channel }) => channel);
    const pulses = channels.map(({ id, messages }) => ({
      channelId: id,
      head: messages.length,
      here: [...this.seats].filter((seat) => seat.views.has(id)).length,
    }));
    this.tell("channel.pulse", { epoch: this.epoch, pulses }, (seat) => seat.isWatching);
  }

  /** A backup is put back: what came after the first `kept` messages of a channel is no more. */
  restore(channelId: string, kept: number): void {
    this.epoch = (Number.parseInt(this.epoch, 16) + 1).toString(16).padStart(16, "0");
    const room = this.room(channelId);
    for (const { clientId } of room.messages.splice(kept)) room.seqOf.delete(clientId);
  }

  /** It is killed and started again: what its disk had not stored is gone. The networks of the test cut its sockets. */
  restart(): void {
    this.disk.restart();
    this.seats.clear();
  }

  /** Stores a message and tells the viewers; a resend only finds its seq (MSG-3). */
  append(token: string, { channelId, clientId, text }: InputOf<"message.send">): number {
    const room = this.room(channelId);
    const known = room.seqOf.get(clientId);
    if (known !== undefined) return known;
    const message = { seq: room.messages.length + 1, by: this.person(token).id, at: this.now, text, clientId };
    room.messages.push(message);
    room.seqOf.set(clientId, message.seq);
    this.tell("message.new", pageOf(this, room, [message]), (seat) => seat.views.has(channelId));
    this.extension?.stored(room, message);
    return message.seq;
  }

  selfOf(person: Person): Self {
    return { person, sessionId: person.id, epoch: this.epoch, place: "Test" };
  }

  person(token: string): Person {
    const person = this.people.get(token);
    if (!person) throw new Error(`nobody has ${token}`);
    return person;
  }

  tell<N extends EventName>(name: N, payload: Events[N], to: (seat: Seat) => boolean): void {
    for (const seat of this.seats) if (to(seat)) seat.tell(name, payload);
  }
}
