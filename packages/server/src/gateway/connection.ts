import { type ErrorCode, limits, type ChannelId, type EventName, type Events } from "@parlor/protocol";
import type { Socket } from "socket.io";
import type { Audience } from "../fanout/fanout.ts";
import { roomOf } from "../fanout/local-fanout.ts";
import type { Session } from "../people/session.ts";
import { Refusal } from "../refusal.ts";
import type { Seat } from "../fanout/seat.ts";
import type { Caller } from "./caller.ts";
import type { LiveSocket, LiveSockets } from "./live-sockets.ts";

/** A program with a bug sends some packets wrong and stops; a flood does not. */
const STRIKES = 100;

/** Time a cut socket gets to read why, before the TCP connection goes. */
const LAST_WORDS_MS = 250;

export interface ConnectionEvents {
  /** Called once, when a socket that had a session loses it or is lost. */
  onGone(connection: Connection, session: Session): void;
  /** Called before a socket is closed for what its client did. */
  onCut(connection: Connection, reason: "no_session" | "no_ack"): void;
}

/** One live socket, and all that dies with it: its session, what it views, its calls in flight, its timer. */
export class Connection implements Caller, Seat {
  readonly address: string;
  readonly views = new Set<ChannelId>();
  device: string | undefined;
  inFlight = 0;
  #strikes = 0;
  readonly #socket: Socket;
  readonly #live: LiveSockets;
  readonly #events: ConnectionEvents;
  #liveSocket: LiveSocket | undefined;
  #anonymousTimer: NodeJS.Timeout | undefined;

  constructor(socket: Socket, address: string, live: LiveSockets, events: ConnectionEvents) {
    this.#socket = socket;
    this.address = address;
    this.#live = live;
    this.#events = events;
    this.#anonymousTimer = setTimeout(
      () =>
        this.#closeForGood(
          "no_session",
          "unauthenticated",
          `This socket had no session within ${limits.anonymousMs / 1_000} s.`,
        ),
      limits.anonymousMs,
    );
  }

  get id(): string {
    return this.#socket.id;
  }

  /** None any more from the moment it has ended, also while the socket waits for its last words. */
  get session(): Session | undefined {
    const session = this.#liveSocket?.session;
    return session && this.#live.hasEnded(session.id) ? undefined : session;
  }

  get isOpen(): boolean {
    return this.#socket.connected && this.#liveSocket !== undefined;
  }

  get seat(): Seat {
    return this;
  }

  /** The socket belongs to this session from now on. */
  adopt(session: Session): void {
    this.#stopTimer();
    this.#liveSocket = { session, seat: this, cut: () => this.#cut() };
    this.hear({ to: "everyone" });
    // Last, since it cuts at once when the session has ended meanwhile.
    this.#live.add(this.#liveSocket);
  }

  checkKeep(how: "cookie" | "token"): void {
    if (how === "cookie")
      throw new Refusal("bad_request", { message: "A socket cannot set a cookie; ask for a token." });
  }

  keep(session: Session): void {
    // The socket may have gone while its session was being made.
    if (!this.#liveSocket && this.#socket.connected) this.adopt(session);
  }

  forget(ended: Session): void {
    setImmediate(() => this.#live.cut(ended));
  }

  hear(audience: Audience): void {
    void this.#socket.join(roomOf(audience));
  }

  ignore(audience: Audience): void {
    void this.#socket.leave(roomOf(audience));
  }

  tell<E extends EventName>(event: E, payload: Events[E]): void {
    this.#socket.emit(event, payload);
  }

  /** Takes the socket out of everything; after this it is nobody's. */
  leave(): void {
    this.#stopTimer();
    const gone = this.#liveSocket;
    if (!gone) return;
    this.#liveSocket = undefined;
    this.#live.remove(gone);
    this.#events.onGone(this, gone.session);
  }

  /** A packet that no client of good will sends: past a few dozen, the connection goes. */
  strike(): void {
    this.#strikes += 1;
    if (this.#strikes > STRIKES) this.#closeForGood("no_ack", "bad_request", `${STRIKES} packets came without an ack.`);
  }

  /**
   * CON-11. Closes the namespace, so that a stock client stays away until its program connects again: it would be closed
   * for the same reason each time.
   */
  #closeForGood(reason: "no_session" | "no_ack", code: ErrorCode, message: string): void {
    // Packets of a socket that was closed may still arrive.
    if (!this.#socket.connected) return;
    this.#events.onCut(this, reason);
    this.tell("protocol.error", { code, message });
    this.#socket.disconnect(true);
  }

  #stopTimer(): void {
    clearTimeout(this.#anonymousTimer);
    this.#anonymousTimer = undefined;
  }

  /** CON-7. No later call of this socket has a session; it hears why, then the connection goes. */
  #cut(): void {
    this.tell("session.ended", {});
    this.leave();
    for (const room of this.#socket.rooms) void this.#socket.leave(room);
    // The namespace, since the token is of no use any more (CON-11).
    setTimeout(() => this.#socket.disconnect(true), LAST_WORDS_MS);
  }
}
