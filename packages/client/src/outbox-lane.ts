import type { AnswerOf, CodedError } from "@parlor/protocol";
import { backoff } from "./backoff.ts";
import { mayRetry, type Call } from "./call.ts";
import type { Clock } from "./clock.ts";
import type { Draft, Outgoing } from "./outgoing.ts";

export interface LaneHost {
  call: Call;
  clock: Clock;
  random: () => number;
  maySend(): boolean;
  /** The channel's oldest message that wants sending. */
  next(): Draft | undefined;
  changed(outgoing: Outgoing): void;
  sent(draft: Draft, sent: AnswerOf<"message.send">): void;
}

/** Sends one channel's messages, one at a time: the next waits for the answer of the one before (CLI-1). */
export class OutboxLane {
  readonly #host: LaneHost;
  #busy = false;
  #attempt = 0;
  /** Why the last try of a message failed. */
  #failure: { clientId: string; error: CodedError } | undefined;
  #pause: { cancel: () => void; isTold: boolean } | undefined;

  constructor(host: LaneHost) {
    this.#host = host;
  }

  pump(): void {
    if (this.#busy || this.#pause || !this.#host.maySend()) return;
    const draft = this.#host.next();
    if (draft) void this.#deliver(draft);
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

  async #deliver(draft: Draft): Promise<void> {
    const { call, clock, changed, sent } = this.#host;
    const { channelId, clientId, text } = draft;
    const before = this.#failure?.clientId === clientId && { error: this.#failure.error };
    this.#busy = true;
    changed({ state: "sending", draft, since: clock.now(), ...before });
    const answer = await call("message.send", { channelId, clientId, text });
    this.#busy = false;
    if (answer.ok) {
      this.#attempt = 0;
      sent(draft, answer.value);
    } else if (mayRetry(answer.error)) {
      this.#failed(draft, answer.error);
    } else {
      changed({ state: "refused", draft, error: answer.error });
    }
    this.pump();
  }

  #failed(draft: Draft, error: CodedError): void {
    // Without a connection there is nothing to time, and no failure of this message: `resume` comes with the next one.
    const isLive = this.#host.maySend();
    this.#failure = isLive ? { clientId: draft.clientId, error } : undefined;
    this.#host.changed({ state: "queued", draft, ...(isLive && { error }) });
    if (isLive) this.#wait(error.retryAfterMs);
  }

  #wait(toldMs: number | undefined): void {
    const { clock, random } = this.#host;
    const cancel = clock.after(backoff(this.#attempt++, random, toldMs), () => {
      this.#pause = undefined;
      this.pump();
    });
    this.#pause = { cancel, isTold: toldMs !== undefined };
  }
}
