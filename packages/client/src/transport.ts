import type { Answer, CodedError } from "@parlor/protocol";

/** What a wire reports. After `down`, or after its owner closed it, nothing more may matter. */
export interface WireListener {
  event(name: string, payload: unknown): void;
  /** The wire did not come up, or is gone. Carries the server's reason when it refused the connection. */
  down(error?: CodedError): void;
}

/** One live connection. It never reconnects by itself: that is the Connection's work. */
export interface Wire {
  /** Sends a command. `answered` is called at most once, and perhaps never: the caller sets its own time limit. */
  emit(name: string, input: unknown, answered: (answer: unknown) => void): void;
  close(): void;
}

/** The two doors of a server. Two implementations: the network, and the hand-cranked one of the tests. */
export interface Transport {
  /** Opens a wire, by WebSocket first unless polling is preferred; each falls back to the other where it fails. */
  open(token: string | undefined, listener: WireListener, preferPolling: boolean): Wire;
  /** Never rejects; a failed request is `unavailable`. */
  post(name: string, input: unknown, token: string | undefined): Promise<Answer<unknown>>;
}
