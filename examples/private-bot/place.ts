import { setTimeout as wait } from "node:timers/promises";
import { io, type Socket } from "socket.io-client";

export interface Message {
  seq: number;
  by: string;
  clientId: string;
  text: string;
}

export interface Page {
  epoch: string;
  head: number;
  messages: Message[];
}

export interface Conversation {
  id: string;
  peer: { id: string; name: string };
  standing: "asking" | "asked" | "open" | "declined" | "blocked";
}

type Answer =
  | { ok: true; value: unknown }
  | { ok: false; error: { code: string; message: string; retryAfterMs?: number } };

/** The errors after which the same call may be made again (docs/protocol.md, "Errors"). */
const passing = new Set(["rate_limited", "internal", "unavailable", "storage_full"]);

export class Refused extends Error {
  readonly code: string;
  constructor(command: string, { code, message }: { code: string; message: string }) {
    super(`${command}: ${code}: ${message}`);
    this.code = code;
  }
}

/** A Parlor, over plain Socket.IO, which reconnects by itself; `auth` is asked for the token each time. */
export class Place {
  readonly socket: Socket;

  constructor(url: string, token: () => string | undefined) {
    this.socket = io(url, { auth: (set) => set({ protocol: 1, ...(token() && { token: token() }) }) });
    // The server closes the namespace only where coming back is of no use (CON-11).
    this.socket.on("disconnect", (reason) => {
      if (reason === "io server disconnect") throw new Error("The server ended the session.");
    });
    // A refusal, not a failure: it would be refused again.
    this.socket.on("connect_error", (error) => {
      if (!this.socket.active) throw error;
    });
  }

  /** Asks until there is an answer, however often the connection goes. @throws {Refused} for good */
  async ask<T>(command: string, input: object): Promise<T> {
    for (;;) {
      const answer = await this.#answer(command, input);
      if (answer?.ok) return answer.value as T;
      if (answer && !passing.has(answer.error.code)) throw new Refused(command, answer.error);
      await wait(answer?.error.retryAfterMs ?? 1_000);
    }
  }

  async #answer(command: string, input: object): Promise<Answer | undefined> {
    try {
      return await this.socket.timeout(10_000).emitWithAck(command, input);
    } catch {
      return undefined; // Not answered in time, or the connection went.
    }
  }
}
