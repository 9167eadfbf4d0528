import { randomBytes } from "node:crypto";
import type {
  Answer,
  AnswerOf,
  ChannelId,
  CodedError,
  CommandName,
  EventName,
  Events,
  InputOf,
} from "@parlor/protocol";
import { io, type Socket } from "socket.io-client";
import { onTestFinished } from "vitest";

let people = 0;

/** A name nobody else in this run has, and that looks like no other. */
export function freshName(): string {
  people += 1;
  return `guest ${process.pid} ${people} ${randomBytes(3).toString("hex")}`;
}

/** A UUIDv7, as an outbox makes one for each message. */
export function clientId(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

interface Heard {
  name: string;
  payload: unknown;
}

/** How long a test waits for something that should come at once. */
const patienceMs = 5_000;

/** A plain Socket.IO client that keeps all it hears, so a test can ask for what came before it looked. */
export class Guest {
  readonly socket: Socket;
  readonly heard: Heard[] = [];
  readonly url: string;
  name = "";
  id = "";
  token = "";
  private readonly waiting = new Set<() => void>();

  private constructor(url: string, socket: Socket) {
    this.url = url;
    this.socket = socket;
    socket.onAny((name: string, payload: unknown) => {
      this.heard.push({ name, payload });
      for (const look of this.waiting) look();
    });
    socket.on("disconnect", (reason) => {
      this.heard.push({ name: "disconnect", payload: reason });
      for (const look of this.waiting) look();
    });
  }

  /** Connects with this handshake and waits for `hello`; rejects with the refusal's code. */
  static async connects(url: string, auth: Record<string, unknown> = {}, options = {}): Promise<Guest> {
    const socket = io(url, { auth, transports: ["websocket"], forceNew: true, reconnection: false, ...options });
    onTestFinished(() => void socket.disconnect());
    const guest = new Guest(url, socket);
    await new Promise<void>((resolve, reject) => {
      socket.once("connect", resolve);
      socket.once("connect_error", (error: Error & { data?: CodedError }) =>
        reject(new Error(error.data?.code ?? error.message)),
      );
    });
    await guest.hears("hello");
    return guest;
  }

  /** Connects and takes a name, as the document's Python example does. */
  static async arrives(url: string, name = freshName()): Promise<Guest> {
    const guest = await Guest.connects(url);
    const self = await guest.gets("session.start", { displayName: name, keep: "token" });
    guest.name = self.person.name;
    guest.id = self.person.id;
    guest.token = self.token ?? "";
    return guest;
  }

  /** The same person on another socket. */
  async onAnotherSocket(): Promise<Guest> {
    const guest = await Guest.connects(this.url, { token: this.token });
    return Object.assign(guest, { name: this.name, id: this.id, token: this.token });
  }

  /** Sends a command and resolves to its answer, whatever it says. */
  async asks<N extends CommandName>(name: N, input: InputOf<N>): Promise<Answer<AnswerOf<N>>> {
    return this.emits(name, input);
  }

  /** Sends anything at all as a command. */
  async emits<T>(name: string, ...input: unknown[]): Promise<Answer<T>> {
    return this.socket.timeout(patienceMs).emitWithAck(name, ...input);
  }

  /** The value of a command that must succeed. */
  async gets<N extends CommandName>(name: N, input: InputOf<N>): Promise<AnswerOf<N>> {
    const answer = await this.asks(name, input);
    if (!answer.ok) throw new Error(`${name}: ${answer.error.code} (${answer.error.message})`);
    return answer.value;
  }

  /** The error of a command that must be refused. */
  async isRefused<N extends CommandName>(name: N, input: InputOf<N>): Promise<CodedError> {
    const answer = await this.asks(name, input);
    if (answer.ok) throw new Error(`${name} was accepted`);
    return answer.error;
  }

  /** The first event of this name that fits, already heard or still to come. */
  hears<N extends EventName>(
    name: N,
    fits: (payload: Events[N]) => boolean = () => true,
    withinMs = patienceMs,
  ): Promise<Events[N]> {
    return this.waitsFor(name, () => this.all(name).find(fits), withinMs);
  }

  /** Resolves to why, once the connection is closed. */
  isCut(withinMs = patienceMs): Promise<string> {
    return this.waitsFor(
      "disconnect",
      () => this.heard.find(({ name }) => name === "disconnect")?.payload as string | undefined,
      withinMs,
    );
  }

  /** Every payload of this event so far. */
  all<N extends EventName>(name: N): Events[N][] {
    return this.heard.filter((one) => one.name === name).map((one) => one.payload as Events[N]);
  }

  async makesChannel(name = freshName()): Promise<ChannelId> {
    return (await this.gets("channel.create", { name })).channel.id;
  }

  async sends(channelId: ChannelId, text: string): Promise<number> {
    return (await this.gets("message.send", { channelId, clientId: clientId(), text })).seq;
  }

  /** That many messages, "message 0" and on, with fewer unanswered at a time than a server lets one socket have. */
  async sendsMany(channelId: ChannelId, count: number): Promise<void> {
    for (let from = 0; from < count; from += 50) {
      const batch = Array.from({ length: Math.min(50, count - from) }, (_, at) => `message ${from + at}`);
      await Promise.all(batch.map((text) => this.sends(channelId, text)));
    }
  }

  /** Resolves when everything the server sent before now has arrived: the answer to a read comes after it. */
  async isCaughtUp(): Promise<void> {
    await this.gets("session.current", {});
  }

  private waitsFor<T>(what: string, look: () => T | undefined, withinMs = patienceMs): Promise<T> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        const found = look();
        if (found === undefined) return;
        this.waiting.delete(check);
        clearTimeout(timer);
        resolve(found);
      };
      const timer = setTimeout(() => {
        this.waiting.delete(check);
        reject(new Error(`waited ${withinMs} ms for ${what}; heard: ${this.heard.map(({ name }) => name).join(", ")}`));
      }, withinMs);
      this.waiting.add(check);
      check();
    });
  }
}
