import type { Answer, CodedError, InputOf } from "@parlor/protocol";

/** A message on its way to the model's disk. */
export interface ModelSend {
  readonly token: string;
  readonly input: InputOf<"message.send">;
  answered(answer: Answer<unknown>): void;
}

/** Takes messages as a group commit does: each at once, or, while it is held, all that came meanwhile as one batch. */
export class ModelDisk {
  isHeld = false;
  /** Off in the control that shows what it is good for (MSG-9). */
  keepsOrder = true;
  readonly #store: (send: ModelSend) => Answer<unknown>;
  #waiting: ModelSend[] = [];
  readonly #stored = new Set<string>();

  constructor(store: (send: ModelSend) => Answer<unknown>) {
    this.#store = store;
  }

  take(send: ModelSend): void {
    this.#waiting.push(send);
    if (!this.isHeld) this.commit();
  }

  /** Stores what waits, or fails to, as a whole. */
  commit(failure?: CodedError): void {
    for (const send of this.#waiting.splice(0)) {
      const { channelId, clientId, after } = send.input;
      const follows = after === undefined || this.#stored.has(channelId + send.token + after);
      if (!follows && this.keepsOrder) {
        send.answered({ ok: false, error: { code: "out_of_order", message: "" } });
      } else if (failure) {
        send.answered({ ok: false, error: failure });
      } else {
        send.answered(this.#store(send));
        this.#stored.add(channelId + send.token + clientId);
      }
    }
  }

  /** The server is killed: what waited is gone, unanswered, and what it had in mind too. */
  restart(): void {
    this.#waiting = [];
    this.#stored.clear();
  }
}
