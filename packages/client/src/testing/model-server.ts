import type {
  FormerName,
  Answer,
  Channel,
  CodedError,
  ErrorCode,
  EventName,
  Events,
  InputOf,
  Message,
  MessagePage,
  Person,
  Self,
} from "@parlor/protocol";
import { ModelDisk } from "./model-disk.ts";

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

type Answered = (answer: Answer<unknown>) => void;

/** The protocol's rules in memory, as plainly as they can be put: what a client is tested against. */
export class ModelServer {
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
    const seq = this.#append(token, input);
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
    const seq = this.#append(token, { channelId, clientId, text });
    return room.messages[seq - 1] as Message;
  }

  rename(token: string, name: string): Person {
    const person = this.#person(token);
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

  /** It is killed and started again: what its disk had not stored is gone. Its sockets are cut by whoever holds them. */
  restart(): void {
    this.disk.restart();
    this.seats.clear();
  }

  /** Runs one command; `answered` is called at once, and for a message when the disk has it. */
  run(name: string, input: unknown, token: string | undefined, answered: Answered, seat?: Seat): void {
    this.log.push({ name, input });
    const refusal = this.refusals.get(name)?.shift();
    if (refusal) return answered({ ok: false, error: refusal });
    if (name === "place.about")
      return answered({ ok: true, value: { place: "Model", peopleHere: this.seats.size, nameHeldDays: 30 } });
    if (name === "session.start") return answered({ ok: true, value: this.#start(input as InputOf<"session.start">) });
    if (name === "session.recover") {
      const self = this.extension?.recover((input as InputOf<"session.recover">).login);
      return answered(self ? { ok: true, value: self } : refused("recovery_refused"));
    }
    if (token === undefined || !this.people.has(token)) return answered(refused("unauthenticated"));
    const { channelId } = input as { channelId?: string };
    const shut = channelId === undefined ? undefined : this.extension?.shut(channelId, this.#person(token), name);
    if (shut) return answered(refused(shut));
    if (name !== "message.send") return answered(this.#answer(name, input, token, seat));
    const send = input as InputOf<"message.send">;
    if (!this.rooms.has(send.channelId)) return answered(refused("channel_not_found"));
    this.disk.take({ token, input: send, answered });
  }

  #answer(name: string, input: unknown, token: string, seat?: Seat): Answer<unknown> {
    switch (name) {
      case "session.current":
        return { ok: true, value: this.selfOf(this.#person(token)) };
      case "session.end":
        this.people.delete(token);
        return { ok: true, value: {} };
      case "person.read": {
        const { personIds } = input as InputOf<"person.read">;
        const people = [...this.people.values()].filter(({ id }) => personIds.includes(id));
        const formerly = this.formerly.filter(({ personId }) => personIds.includes(personId));
        return { ok: true, value: { people, formerly } };
      }
      case "person.rename":
        return { ok: true, value: { person: this.rename(token, (input as InputOf<"person.rename">).displayName) } };
      case "channel.list":
        if (seat) seat.isWatching = true;
        return { ok: true, value: this.#list() };
      case "channel.create":
        return { ok: true, value: { channel: this.makeChannel((input as InputOf<"channel.create">).name) } };
    }
    return (
      this.extension?.answer(name, input, this.#person(token)) ??
      this.#inChannel(name, input as { channelId: string }, seat)
    );
  }

  #inChannel(name: string, input: { channelId: string }, seat?: Seat): Answer<unknown> {
    const room = this.rooms.get(input.channelId);
    if (!room) return refused("channel_not_found");
    switch (name) {
      case "channel.view":
        seat?.views.add(input.channelId);
        return { ok: true, value: this.#view(room, input) };
      case "channel.unview":
        seat?.views.delete(input.channelId);
        return { ok: true, value: {} };
      case "message.page":
        return { ok: true, value: this.#page(room, input) };
      case "presence.typing":
        return { ok: true, value: {} };
    }
    return refused("unknown_command");
  }

  #start({ displayName, keep }: InputOf<"session.start">): Self & { token?: string } {
    const token = this.makePerson(displayName);
    return { ...this.selfOf(this.#person(token)), ...(keep === "token" && { token }) };
  }

  #append(token: string, { channelId, clientId, text }: InputOf<"message.send">): number {
    const room = this.room(channelId);
    const known = room.seqOf.get(clientId);
    if (known !== undefined) return known;
    const message = { seq: room.messages.length + 1, by: this.#person(token).id, at: this.now, text, clientId };
    room.messages.push(message);
    room.seqOf.set(clientId, message.seq);
    this.tell("message.new", this.#run(room, [message]), (seat) => seat.views.has(channelId));
    this.extension?.stored(room, message);
    return message.seq;
  }

  #view(room: Room, { have }: InputOf<"channel.view">): unknown {
    const missed = have ? room.messages.length - have.seq : 0;
    const reset = have !== undefined && (have.epoch !== this.epoch || missed < 0 || missed > 200);
    const messages =
      have && !reset ? room.messages.slice(have.seq) : room.messages.slice(-Math.min(100, this.pageMost));
    const here = { count: 0, people: [] };
    return { ...(room.channel && { channel: room.channel }), here, page: this.#run(room, messages), reset };
  }

  #page(room: Room, { before, after, limit = 100 }: InputOf<"message.page">): MessagePage {
    const count = Math.min(limit, this.pageMost);
    if (after !== undefined) return this.#run(room, room.messages.slice(after, after + count));
    return this.#run(room, room.messages.slice(0, (before ?? Infinity) - 1).slice(-count));
  }

  #run({ id, messages: all }: Room, messages: Message[]): MessagePage {
    const people = [...this.people.values()].filter(({ id }) => messages.some(({ by }) => by === id));
    return { channelId: id, epoch: this.epoch, head: all.length, messages, people };
  }

  #list(): unknown {
    return {
      epoch: this.epoch,
      channels: [...this.rooms.values()].flatMap(({ channel }) => channel ?? []),
      pulses: [],
    };
  }

  selfOf(person: Person): Self {
    return { person, sessionId: person.id, epoch: this.epoch, place: "Test" };
  }

  #person(token: string): Person {
    const person = this.people.get(token);
    if (!person) throw new Error(`nobody has ${token}`);
    return person;
  }

  tell<N extends EventName>(name: N, payload: Events[N], to: (seat: Seat) => boolean): void {
    for (const seat of this.seats) if (to(seat)) seat.tell(name, payload);
  }
}

export function refused(code: ErrorCode, more: Partial<CodedError> = {}): Answer<never> {
  return { ok: false, error: { code, message: code, ...more } };
}

export function ok<T>(value: T): Answer<T> {
  return { ok: true, value };
}
