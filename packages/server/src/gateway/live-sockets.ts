import type { Person, PersonId } from "@parlor/protocol";
import type { Seat } from "../fanout/seat.ts";
import type { Session } from "../people/session.ts";

/** A socket that has a session. */
export interface LiveSocket {
  session: Session;
  seat: Seat;
  /** Tells the client that its session is over, and closes. */
  cut(): void;
}

/** Renames remembered for what was under way: far more than happen within the time of a handshake or a command. */
const KEPT = 1_000;
/**
 * How long ends are remembered for what was under way: longer than any handshake or command takes. By time and not by number,
 * since a person may end thousands of sessions at once.
 */
const ENDED_FOR_MS = 2 * 60_000;

/** The sockets of this node by person: to rename somebody where they are, and to cut an ended session at once (CON-7). */
export class LiveSockets {
  readonly #byPerson = new Map<PersonId, Set<LiveSocket>>();
  /** When each ended, the first one first. */
  readonly #ended = new Map<string, number>();
  readonly #renamed = new Map<PersonId, Person>();

  add(socket: LiveSocket): void {
    const { id } = socket.session.person;
    const sockets = this.#byPerson.get(id) ?? new Set();
    this.#byPerson.set(id, sockets.add(socket));
    // The session may have ended, or its person been renamed, between its look-up and this moment.
    const renamed = this.#renamed.get(id);
    if (renamed && renamed.rev > socket.session.person.rev) socket.session.person = renamed;
    if (this.#ended.has(socket.session.id)) socket.cut();
  }

  remove(socket: LiveSocket): void {
    const { id } = socket.session.person;
    const sockets = this.#byPerson.get(id);
    sockets?.delete(socket);
    if (sockets?.size === 0) this.#byPerson.delete(id);
  }

  /** Later messages of these sockets carry the new name. */
  renamed(person: Person): void {
    this.#renamed.delete(person.id);
    this.#renamed.set(person.id, person);
    forgetOldest(this.#renamed);
    for (const socket of this.#byPerson.get(person.id) ?? []) socket.session.person = person;
  }

  /** Nothing is run for this session from now on. Its sockets are cut a moment later, so that the answer comes first. */
  ended({ id }: Pick<Session, "id">): void {
    const now = performance.now();
    this.#ended.set(id, now);
    for (const [first, at] of this.#ended) {
      if (now - at < ENDED_FOR_MS) break;
      this.#ended.delete(first);
    }
  }

  cut(session: Session): void {
    for (const socket of this.#byPerson.get(session.person.id) ?? []) {
      if (socket.session.id === session.id) socket.cut();
    }
  }

  /** Whether this session has ended lately. */
  hasEnded(sessionId: string): boolean {
    return this.#ended.has(sessionId);
  }

  /** Every socket of this person. */
  of(personId: PersonId): LiveSocket[] {
    return [...(this.#byPerson.get(personId) ?? [])];
  }

  /** The session of each socket. */
  *sessions(): Iterable<Session> {
    for (const sockets of this.#byPerson.values()) for (const { session } of sockets) yield session;
  }

  /** People with at least one socket open. */
  get people(): number {
    return this.#byPerson.size;
  }
}

function forgetOldest(kept: Map<string, unknown>): void {
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
}
