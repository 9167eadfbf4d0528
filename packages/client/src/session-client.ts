import type { Answer, AnswerOf, CodedError, InputOf, Person, PersonId, Self } from "@parlor/protocol";
import type { Call } from "./call.ts";
import type { Clock } from "./clock.ts";
import type { PeopleDirectory } from "./people-directory.ts";
import { randomSecret } from "./random-secret.ts";
import { Cell, type Store } from "./store.ts";

export type SessionState =
  /** Not answered yet. */
  | { is: "unknown" }
  /** Nobody: ask for a name. */
  | { is: "none" }
  | { is: "self"; self: Self }
  /** The session was ended elsewhere. */
  | { is: "lost" };

/** The server gives the cookie its whole life again once a day, and only over HTTP (SES-4). */
const renewEveryMs = 24 * 60 * 60_000;

/** Where the secret of a start that may have to be repeated is kept (SES-7). */
export interface OnceStorage {
  recall(): string | undefined;
  keep(once: string | undefined): void;
}

export interface SessionHost {
  clock: Clock;
  once: OnceStorage;
  /** Browsers keep the session in a cookie that no script can read; everyone else in a token. */
  keep: "cookie" | "token";
  call: Call;
  /** Over HTTP, whether or not a socket is live: only there can a cookie be set or cleared (SES-2). */
  post: Call;
  people: PeopleDirectory;
  /** The session is another one now: connect as it, with the token where there is one. */
  changed(token: string | undefined): void;
  /** The page is not at an address where it may have a session (CON-10). */
  misplaced(error: CodedError): void;
  /** There is no session any more: hang up. */
  over(): void;
}

/** Who this client is. */
export class SessionClient {
  readonly state: Store<SessionState>;
  readonly #cell = new Cell<SessionState>({ is: "unknown" });
  readonly #host: SessionHost;
  #isEnding = false;
  #postedAt = 0;

  constructor(host: SessionHost) {
    this.#host = host;
    this.state = this.#cell;
  }

  /** Whose session this is; undefined without one. */
  get personId(): PersonId | undefined {
    const state = this.#cell.get();
    return state.is === "self" ? state.self.person.id : undefined;
  }

  /** Asks by HTTP who the cookie names: quicker than a socket's set-up on a cold start. */
  async lookUp(): Promise<void> {
    this.#postedAt = this.#host.clock.now();
    const answer = await this.#host.post("session.current", {});
    if (!answer.ok && answer.error.code === "origin_refused") return this.#host.misplaced(answer.error);
    if (this.#cell.get().is !== "unknown") return;
    if (answer.ok) this.#become(answer.value);
    else if (answer.error.code === "unauthenticated") this.greeted(undefined);
  }

  /** Makes a person of this name. Outside browsers the answer carries the token to keep for next time. */
  async start(displayName: string): Promise<Answer<AnswerOf<"session.start">>> {
    const { keep, once: storage, post } = this.#host;
    const once = storage.recall() ?? randomSecret();
    storage.keep(once);
    const start = () =>
      this.#begin("session.start", { displayName, keep, once, ...(keep === "cookie" && { probed: true as const }) });
    const answer = await start();
    if (answer.ok || answer.error.code !== "cookies_blocked") return answer;
    // Perhaps nobody asked for a cookie yet, or that was long ago: this asks for one.
    await post("place.about", {});
    return start();
  }

  /** Opens a session for the person whose recovery phrase gives this login. */
  recover(login: string): Promise<Answer<AnswerOf<"session.recover">>> {
    return this.#begin("session.recover", { login, keep: this.#host.keep });
  }

  async #begin<N extends "session.start" | "session.recover">(
    name: N,
    input: InputOf<N>,
  ): Promise<Answer<AnswerOf<"session.start">>> {
    const answer: Answer<AnswerOf<"session.start">> = await this.#host.post(name, input);
    if (answer.ok) {
      const { token, ...self } = answer.value;
      this.#postedAt = this.#host.clock.now();
      this.#become(self);
      this.#host.changed(token);
    }
    return answer;
  }

  async rename(displayName: string): Promise<Answer<{ person: Person }>> {
    const answer = await this.#host.call("person.rename", { displayName });
    if (answer.ok) this.renamed(answer.value.person);
    return answer;
  }

  /** How this person can come back after this session ends (NAME-8). */
  ways(): Promise<Answer<AnswerOf<"session.ways">>> {
    return this.#host.call("session.ways", {});
  }

  /** For how many days an old name is kept for its owner (NAME-7); undefined if the server cannot be asked. */
  async nameHeldDays(): Promise<number | undefined> {
    const answer = await this.#host.call("place.about", {});
    return answer.ok ? answer.value.nameHeldDays : undefined;
  }

  /**
   * Ends the session on the server; `release` gives up the name too (NAME-8). Without an answer from there, it goes on.
   * Resolves to whether the name was given up.
   */
  async end(release = false): Promise<boolean> {
    this.#isEnding = true;
    const answer = await this.#host.post("session.end", release ? { release } : {});
    this.#isEnding = false;
    if (!answer.ok && answer.error.code !== "unauthenticated") return false;
    this.#host.once.keep(undefined);
    this.#cell.set({ is: "none" });
    this.#host.over();
    return answer.ok && answer.value.released === true;
  }

  /** What the server's `hello` said of the session (CON-1, CON-2). */
  greeted(self: Self | undefined): void {
    if (self) return this.#arrived(self);
    if (this.#cell.get().is === "self") return this.lost();
    this.#cell.set({ is: "none" });
    // An anonymous socket is good for nothing here and would be closed in a while (CON-3).
    this.#host.over();
  }

  /** Somebody changed their name; perhaps this very person, in another tab. */
  renamed(person: Person): void {
    this.#host.people.learn([person]);
    const state = this.#cell.get();
    if (state.is !== "self" || state.self.person.id !== person.id || state.self.person.rev >= person.rev) return;
    this.#cell.set({ is: "self", self: { ...state.self, person } });
  }

  /** Ended elsewhere, or unknown to the server. */
  lost(): void {
    if (this.#isEnding) return;
    this.#cell.set({ is: "lost" });
    this.#host.over();
  }

  /** The server knows the session by what the browser sent, so nothing of its start has to be repeated. */
  #arrived(self: Self): void {
    const { keep, clock, once, post } = this.#host;
    if (once.recall() !== undefined) once.keep(undefined);
    this.#become(self);
    if (keep !== "cookie" || clock.now() - this.#postedAt < renewEveryMs) return;
    this.#postedAt = clock.now();
    void post("session.current", {});
  }

  #become(self: Self): void {
    this.#host.people.learn([self.person]);
    this.#cell.set({ is: "self", self: { ...self, person: this.#host.people.current(self.person) } });
  }
}

export function memoryOnce(): OnceStorage {
  let kept: string | undefined;
  return {
    recall: () => kept,
    keep(once) {
      kept = once;
    },
  };
}
