import type { AnswerOf, CodedError } from "@parlor/protocol";
import { backoff } from "./backoff.ts";
import { mayRetry, unavailable, type Call } from "./call.ts";
import type { Clock } from "./clock.ts";
import type { Draft, Outgoing } from "./outgoing.ts";

export interface LaneHost {
  call: Call;
  clock: Clock;
  random: () => number;
  maySend(): boolean;
  /** The channel's messages that want sending and may be sent, the oldest first, this many at most. */
  first(count: number): readonly Draft[];
  /** What to send of a private draft; undefined when it has to be tried again. */
  seal(draft: Draft): Promise<string | undefined>;
  changed(outgoing: Outgoing): void;
  sent(draft: Draft, sent: AnswerOf<"message.send">): void;
}

/** Messages of a channel under way at once: enough to fill a long round trip, few enough to send again. */
const laneMax = 8;

/**
 * Sends one channel's messages in order, several at a time (CLI-1). Each names the unanswered one before it, and the server
 * stores it only after that one (MSG-9): so no failure and no resend lets one overtake another.
 */
export class OutboxLane {
  readonly #host: LaneHost;
  /** What is under way since the last failure. A failure ends the flight as a whole; only its acks count from then on. */
  #flight = new Map<string, Draft>();
  /** Sent by any flight, and not acked. */
  readonly #unacked = new Set<string>();
  /** A server that said no gets one message to try with; each ack doubles the next ones' number. */
  #window = laneMax;
  #attempt = 0;
  /** Why the last try of a message failed. */
  #failure: { clientId: string; error: CodedError } | undefined;
  #pause: { cancel: () => void; isTold: boolean } | undefined;

  constructor(host: LaneHost) {
    this.#host = host;
  }

  pump(): void {
    if (this.#pause || !this.#host.maySend()) return;
    let after: string | undefined;
    for (const draft of this.#host.first(this.#window)) {
      if (!this.#flight.has(draft.clientId)) void this.#deliver(draft, after);
      after = draft.clientId;
    }
  }

  /** A new connection, or a person who will not wait, ends our own backoff; a time that the server told us stands (API-4). */
  resume(): void {
    if (!this.#pause?.isTold) this.close();
    this.pump();
  }

  close(): void {
    this.#pause?.cancel();
    this.#pause = undefined;
  }

  async #deliver(draft: Draft, after: string | undefined): Promise<void> {
    const { call, clock, seal, changed, sent } = this.#host;
    const { channelId, clientId } = draft;
    const before = this.#failure?.clientId === clientId && { error: this.#failure.error };
    const flight = this.#flight.set(clientId, draft);
    changed({ state: "sending", draft, since: clock.now(), ...before });
    const text = draft.isPrivate ? await seal(draft) : draft.text;
    // Another one failed meanwhile: this one goes out again with those that follow it.
    if (flight !== this.#flight) return;
    this.#unacked.add(clientId);
    const answer =
      text === undefined
        ? unavailable("It could not be sealed.")
        : await call("message.send", { channelId, clientId, text, ...(after && { after }) });
    if (answer.ok) {
      this.#attempt = 0;
      this.#window = Math.min(laneMax, this.#window * 2);
      flight.delete(clientId);
      if (this.#unacked.delete(clientId)) sent(draft, answer.value);
    } else if (flight === this.#flight) {
      this.#failed(draft, answer.error);
    }
    this.pump();
  }

  #failed(draft: Draft, error: CodedError): void {
    const { changed, maySend } = this.#host;
    const flight = this.#flight;
    this.#flight = new Map();
    for (const each of flight.values()) if (each !== draft) changed({ state: "queued", draft: each });
    if (!mayRetry(error)) return changed({ state: "refused", draft, error });
    // Without a connection there is nothing to time, and no failure of this message: `resume` comes with the next one.
    const isLive = maySend();
    const says = isLive && error.code !== "out_of_order" && { error };
    this.#failure = says ? { clientId: draft.clientId, error } : undefined;
    changed({ state: "queued", draft, ...says });
    if (isLive) this.#wait(error.retryAfterMs);
  }

  #wait(toldMs: number | undefined): void {
    const { clock, random } = this.#host;
    this.#window = 1;
    const cancel = clock.after(backoff(this.#attempt++, random, toldMs), () => {
      this.#pause = undefined;
      this.pump();
    });
    this.#pause = { cancel, isTold: toldMs !== undefined };
  }
}
