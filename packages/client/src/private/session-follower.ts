import type { PersonId } from "@parlor/protocol";
import { backoff } from "../backoff.ts";
import type { FeedHost } from "../channel-feed.ts";
import { isPossible } from "../is-possible.ts";
import type { ParlorClient } from "../parlor-client.ts";
import { Cell, type Store } from "../store.ts";
import { clientPart } from "./client-part.ts";
import { openSession } from "./open-session.ts";
import type { PrivateSession } from "./private-session.ts";
import type { PrivateAnswer, PrivateState } from "./private-state.ts";
import type { PrivateStorage } from "./private-storage.ts";
import { PrivateViewer } from "./private-view.ts";
import { problem } from "./problem.ts";
import type { Stretch } from "./stretch.ts";

export interface FollowerHost {
  client: ParlorClient;
  storage: PrivateStorage;
  stretch: Stretch;
}

const noKeys: PrivateState = { is: "none", elsewhere: false, conversations: [] };

/** Holds the private session of the person the client is signed in as; none while nobody is signed in or the keys cannot be read. */
export class SessionFollower {
  readonly state: Store<PrivateState>;
  readonly inside: FeedHost;
  readonly #cell = new Cell<PrivateState>({ is: "loading" });
  readonly #host: FollowerHost;
  readonly #viewer = new PrivateViewer(() => this.#show());
  readonly #part = clientPart(
    () => this.#session,
    () => this.inside.isLive(),
  );
  #session: PrivateSession | undefined;
  /** Whose keys are opened or open. Work that was started for another person stops when it sees this one. */
  #person: PersonId | undefined;
  #cancelRetry = () => {};
  readonly #ends: (() => void)[] = [];

  constructor(host: FollowerHost) {
    this.#host = host;
    this.state = this.#cell;
    this.inside = host.client.attach(this.#part);
  }

  get session(): PrivateSession | undefined {
    return this.#session;
  }

  /** Follows the client from now on. Resolves once the state is no longer `loading`. */
  async start(): Promise<void> {
    if (!isPossible()) return this.#cell.set(noKeys);
    const { session, connection, people } = this.#host.client;
    this.#ends.push(
      session.state.subscribe(() => void this.#follow()),
      connection.state.subscribe(({ is }) => is !== "connected" && this.#session?.pause()),
      people.state.subscribe(() => this.#show()),
    );
    const loaded = this.#loaded();
    await this.#follow();
    if (this.#cell.get().is === "loading") await loaded;
  }

  close(): void {
    for (const end of this.#ends.splice(0)) end();
    this.#leave();
  }

  /** Does something with the session; where there is none, answers why. */
  async use<T>(run: (session: PrivateSession) => Promise<PrivateAnswer<T>>): Promise<PrivateAnswer<T>> {
    if (this.#session) return run(this.#session);
    if (!isPossible()) return problem("impossible");
    return problem(this.#cell.get().is === "none" ? "no_storage" : "no_keys");
  }

  #loaded(): Promise<void> {
    return new Promise((resolve) => {
      const end = this.#cell.subscribe(({ is }) => {
        if (is === "loading") return;
        end();
        resolve();
      });
    });
  }

  async #follow(): Promise<void> {
    const person = this.#host.client.session.personId;
    if (person === this.#person) return this.#renamed();
    this.#leave();
    this.#person = person;
    if (person !== undefined) await this.#enter(person);
  }

  /** Opens the person's session. While the storage fails there is none, the state says so, and it is tried again. */
  async #enter(person: PersonId, attempt = 0): Promise<void> {
    const { client, storage, stretch } = this.#host;
    const host = { inside: this.inside, stretch, name: () => this.#name(), changed: () => this.#show() };
    const session = await openSession(storage, person, host).catch(() => undefined);
    if (this.#person !== person) return session?.own.drawer.close();
    if (!session) {
      const { clock, random } = this.inside;
      this.#cancelRetry = clock.after(backoff(attempt, random), () => void this.#enter(person, attempt + 1));
      return this.#cell.set(noKeys);
    }
    this.#session = session;
    this.#show();
    if (this.inside.isLive()) session.live();
    await client.outbox.sealWith(this.#part);
  }

  /** The records of private keys carry their owner's name: they are signed again after a rename. */
  #renamed(): void {
    const isOld = [...(this.#session?.own.keys.values() ?? [])].some(
      ({ record }) => record && record.name !== this.#name(),
    );
    if (isOld && this.inside.isLive()) void this.#session?.keys.refresh();
  }

  #name(): string {
    const state = this.#host.client.session.state.get();
    return state.is === "self" ? state.self.person.name : "";
  }

  #leave(): void {
    this.#cancelRetry();
    this.#session?.pause();
    this.#session?.own.drawer.close();
    this.#session = undefined;
    this.#person = undefined;
    this.#cell.set({ is: "loading" });
  }

  #show(): void {
    if (this.#session) this.#cell.set(this.#viewer.state(this.#session));
  }
}
