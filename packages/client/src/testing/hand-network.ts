import type { Answer, CodedError } from "@parlor/protocol";
import type { Transport, Wire, WireListener } from "../transport.ts";
import { unavailable } from "../call.ts";
import type { ModelServer } from "./model-server.ts";
import type { Seat } from "./model-state.ts";
import { settled } from "./settled.ts";

/** A packet on its way down. Only some may be lost on a live socket without it being cut. */
interface Packet {
  readonly what: string;
  deliver(): void;
}

/** One connection whose packets move only when told. */
export class HandWire implements Wire {
  readonly up: (() => void)[] = [];
  readonly down: Packet[] = [];
  readonly listener: WireListener;
  readonly seat: Seat;
  isOpen = true;
  readonly #server: ModelServer;

  constructor(server: ModelServer, token: string | undefined, listener: WireListener) {
    this.#server = server;
    this.listener = listener;
    const tell = (name: string, payload: unknown) =>
      void this.down.push({ what: name, deliver: () => listener.event(name, payload) });
    this.seat = { token, views: new Set(), isWatching: false, tell };
    this.up.push(() => server.connect(this.seat));
  }

  emit(name: string, input: unknown, answered: (answer: unknown) => void): void {
    this.up.push(() => {
      const answer = (answer: unknown) =>
        void (this.isOpen && this.down.push({ what: `answer to ${name}`, deliver: () => answered(answer) }));
      this.#server.run(name, structuredClone(input), this.seat.token, answer, this.seat);
    });
  }

  close(): void {
    this.isOpen = false;
    this.#server.seats.delete(this.seat);
    this.up.length = 0;
    this.down.length = 0;
  }

  /** The connection breaks; what was on its way is lost. */
  cut(error?: CodedError): void {
    this.close();
    this.listener.down(error);
  }
}

/** A network cranked by hand: nothing arrives until it is told to. */
export class HandNetwork implements Transport {
  readonly wires: HandWire[] = [];
  /** What each connection tried first. */
  readonly tried: ("websocket" | "polling")[] = [];
  /** Requests by HTTP that wait to be let through. */
  readonly posts: (() => void)[] = [];
  isDown = false;
  /** Names the session of requests without a token, as a browser's cookie does. */
  cookie: string | undefined;
  readonly #server: ModelServer;

  constructor(server: ModelServer) {
    this.#server = server;
  }

  /** The latest connection. */
  get wire(): HandWire {
    const wire = this.wires.at(-1);
    if (!wire) throw new Error("nothing connected yet");
    return wire;
  }

  open(token: string | undefined, listener: WireListener, preferPolling: boolean): Wire {
    this.tried.push(preferPolling ? "polling" : "websocket");
    const wire = new HandWire(this.#server, token ?? this.cookie, listener);
    this.wires.push(wire);
    if (this.isDown) {
      wire.up.length = 0;
      wire.up.push(() => wire.cut());
    }
    return wire;
  }

  post(name: string, input: unknown, token: string | undefined): Promise<Answer<unknown>> {
    return new Promise((resolve) => {
      this.posts.push(() => {
        if (this.isDown) return resolve(unavailable("down"));
        this.#server.run(name, structuredClone(input), token ?? this.cookie, (answer) => {
          const { keep } = input as { keep?: string };
          if (answer.ok && keep === "cookie") this.cookie = [...this.#server.people.keys()].at(-1);
          resolve(answer);
        });
      });
    });
  }

  /** Lets one thing arrive at the server. False when nothing is on its way. */
  async up(): Promise<boolean> {
    await settled();
    const next = this.posts.shift() ?? this.wires.find(({ up }) => up.length > 0)?.up.shift();
    next?.();
    await settled();
    return next !== undefined;
  }

  /** Lets one thing arrive at the client. False when nothing is on its way. */
  async down(): Promise<boolean> {
    await settled();
    const packet = this.wires.find(({ down }) => down.length > 0)?.down.shift();
    packet?.deliver();
    await settled();
    return packet !== undefined;
  }

  /** Lets everything arrive, and what follows from it, until it is quiet. */
  async flush(): Promise<void> {
    while ((await this.up()) || (await this.down()));
  }
}
