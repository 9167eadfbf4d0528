import type { EventName, Events, Person } from "@parlor/protocol";
import type { ModelServer } from "./model-server.ts";

/** Tells a person something on every socket of theirs. */
export class PrivateNews {
  readonly #server: ModelServer;

  constructor(server: ModelServer) {
    this.#server = server;
  }

  tell<N extends EventName>(person: Person, name: N, payload: Events[N]): void {
    this.#server.tell(name, payload, (seat) => this.isOf(seat.token, person));
  }

  /** Whether a socket's token is of a session of theirs. */
  isOf(token: string | undefined, { id }: Pick<Person, "id">): boolean {
    return token !== undefined && this.#server.people.get(token)?.id === id;
  }
}
