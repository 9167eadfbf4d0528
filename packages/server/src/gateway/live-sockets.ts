import type { Person, PersonId } from "@parlor/protocol";
import type { Session } from "../people/session.ts";

/** A socket that has a session. */
export interface LiveSocket {
  session: Session;
  /** Tells the client that its session is over, and closes. */
  cut(): void;
}

/** The sockets of this node by person: to rename somebody where they are, and to cut an ended session at once (CON-7). */
export class LiveSockets {
  readonly #byPerson = new Map<PersonId, Set<LiveSocket>>();

  add(socket: LiveSocket): void {
    const { id } = socket.session.person;
    const sockets = this.#byPerson.get(id) ?? new Set();
    this.#byPerson.set(id, sockets.add(socket));
  }

  remove(socket: LiveSocket): void {
    const { id } = socket.session.person;
    const sockets = this.#byPerson.get(id);
    sockets?.delete(socket);
    if (sockets?.size === 0) this.#byPerson.delete(id);
  }

  /** Later messages of these sockets carry the new name. */
  renamed(person: Person): void {
    for (const socket of this.#byPerson.get(person.id) ?? []) socket.session.person = person;
  }

  cut(session: Session): void {
    for (const socket of this.#byPerson.get(session.person.id) ?? [])
      if (socket.session.id === session.id) socket.cut();
  }

  /** People with at least one socket open. */
  get people(): number {
    return this.#byPerson.size;
  }
}
