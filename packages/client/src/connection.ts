import type { Answer, AnswerOf, CodedError, CommandName, Events, InputOf, Milliseconds } from "@parlor/protocol";
import { announcedBaseMs, jitter } from "./backoff.ts";
import { mayRetry } from "./call.ts";
import type { Clock } from "./clock.ts";
import { Link, lost, silent } from "./link.ts";
import { Cell, type Store } from "./store.ts";
import type { Wire, WireListener } from "./transport.ts";
import type { WakeSource } from "./wake.ts";

export type ConnectionState =
  | { is: "idle" }
  /** `since`: when the connection was last good, or first asked for. */
  | { is: "connecting"; since: Milliseconds }
  | { is: "connected" }
  | { is: "waiting"; since: Milliseconds; retryAt: Milliseconds }
  /** The server will not have this client: wrong version, or a token that is no more. */
  | { is: "refused"; error: CodedError }
  | { is: "closed" };

export interface ConnectionHost {
  clock: Clock;
  random: () => number;
  wake: WakeSource | undefined;
  open(listener: WireListener, preferPolling: boolean): Wire;
  /** Every event of the present wire, `hello` first. */
  heard(name: string, payload: unknown): void;
  refused(error: CodedError): void;
}

const openTimeoutMs = 10_000;
const answerTimeoutMs = 10_000;
const probeTimeoutMs = 4_000;
/** A connection that lasted this long was sound: its end is the beginning of a new trouble. */
const soundMs = 5_000;
/** A wake gives up an attempt older than this: it may hang on the network that just went away. */
const staleAttemptMs = 2_000;

/** Keeps one wire to the server up for as long as it is wanted (CLI-5). */
export class Connection {
  readonly state: Store<ConnectionState>;
  readonly #cell = new Cell<ConnectionState>({ is: "idle" });
  readonly #host: ConnectionHost;
  #link: Link | undefined;
  #since = 0;
  /** When the present trouble began: like `since`, but a connection that breaks at once does not end it. */
  #troubledSince = 0;
  /** The server asked not to be bothered before this time. */
  #notBefore = 0;
  /** The server announced its stop, and the next one has not greeted yet. */
  #isAnnounced = false;
  /** The last attempt hung: some networks swallow a WebSocket's first packets without a word. */
  #hung = false;
  #cancelRetry = () => {};
  #endWake: (() => void) | undefined;

  constructor(host: ConnectionHost) {
    this.#host = host;
    this.state = this.#cell;
  }

  /** Connects now, dropping what there was: at the start, and after a change of session. */
  connect(): void {
    if (this.#cell.get().is === "closed") return;
    this.#endWake ??= this.#host.wake?.subscribe({ awake: () => this.#wake(), lost: () => this.#lose() });
    this.#since = this.#troubledSince = this.#host.clock.now();
    this.#open();
  }

  /** Hangs up until `connect` is called. */
  disconnect(): void {
    const { is } = this.#cell.get();
    if (is === "closed" || is === "refused") return;
    this.#release();
    this.#cell.set({ is: "idle" });
  }

  /** Hangs up because the server will not have this client: trying again would change nothing. */
  refuse(error: CodedError): void {
    if (this.#cell.get().is === "closed") return;
    this.#release();
    this.#cell.set({ is: "refused", error });
  }

  /** Hangs up for good. */
  close(): void {
    this.#release();
    this.#endWake?.();
    this.#cell.set({ is: "closed" });
  }

  /** Tries at once instead of waiting out the backoff. */
  retryNow(): void {
    const state = this.#cell.get();
    const stale = (this.#link?.openedAt ?? 0) + staleAttemptMs <= this.#host.clock.now();
    if (state.is === "waiting" || (state.is === "connecting" && stale)) this.#open();
  }

  /** Runs a command on the live wire; `unavailable` without one, or without an answer in time. */
  call<N extends CommandName>(name: N, input: InputOf<N>, timeoutMs = answerTimeoutMs): Promise<Answer<AnswerOf<N>>> {
    const link = this.#link;
    return link?.upAt === undefined ? Promise.resolve(lost) : link.call(name, input, timeoutMs);
  }

  #open(): void {
    this.#release();
    const { clock, open } = this.#host;
    const link = (this.#link = new Link(clock));
    link.cancelTimeout = clock.after(openTimeoutMs, () => {
      this.#hung = !this.#hung;
      this.#down(link);
    });
    this.#cell.set({ is: "connecting", since: this.#since });
    const listener: WireListener = {
      // Compared by identity: a late event of an old wire is nobody's.
      event: (name, payload) => {
        if (this.#link === link) this.#event(link, name, payload);
      },
      down: (error) => this.#down(link, error),
    };
    link.wire = open(listener, this.#hung);
  }

  #event(link: Link, name: string, payload: unknown): void {
    if (name === "hello") {
      link.cancelTimeout();
      link.upAt = this.#host.clock.now();
      this.#notBefore = 0;
      this.#isAnnounced = false;
      this.#cell.set({ is: "connected" });
    } else if (name === "server.draining") {
      this.#isAnnounced = true;
      this.#waitAtLeast((payload as Events["server.draining"]).retryAfterMs);
    }
    this.#host.heard(name, payload);
  }

  #down(link: Link, error?: CodedError): void {
    if (this.#link !== link) return;
    const { clock, random, refused } = this.#host;
    const now = clock.now();
    this.#release();
    if (error?.code && !mayRetry(error)) {
      this.#cell.set({ is: "refused", error });
      refused(error);
      return;
    }
    this.#waitAtLeast(error?.retryAfterMs ?? 0);
    if (link.upAt !== undefined) {
      this.#since = now;
      // A break the server told us of is none until the time it named: a deploy must not teach us patience.
      if (now - link.upAt >= soundMs) this.#troubledSince = Math.max(now, this.#notBefore);
    }
    // The bound is the time away rather than a count of tries: it doubles all the same, and a client that was unlucky with its
    // first tries is still back as long after an outage as that lasted, at most.
    const leastBound = this.#isAnnounced ? announcedBaseMs : undefined;
    const delay = jitter(now - this.#troubledSince, random, this.#notBefore - now, leastBound);
    this.#cell.set({ is: "waiting", since: this.#since, retryAt: now + delay });
    this.#cancelRetry = clock.after(delay, () => this.#open());
  }

  #waitAtLeast(delay: Milliseconds): void {
    this.#notBefore = Math.max(this.#notBefore, this.#host.clock.now() + delay);
  }

  #wake(): void {
    if (this.#host.clock.now() < this.#notBefore) return;
    if (this.#cell.get().is === "connected") void this.#probe();
    else this.retryNow();
  }

  /** Goes on trying all the same: a server on the same machine needs no network. */
  #lose(): void {
    if (this.#link) this.#down(this.#link);
  }

  /** After a sleep a socket can be dead without knowing. Any answer at all proves it alive. */
  async #probe(): Promise<void> {
    const link = this.#link;
    const answer = await this.call("session.current", {}, probeTimeoutMs);
    if (link && answer === silent) this.#down(link);
  }

  #release(): void {
    this.#cancelRetry();
    const link = this.#link;
    this.#link = undefined;
    link?.close();
  }
}
