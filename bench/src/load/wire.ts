import { connect, type Socket } from "node:net";
import { clientFrame } from "./client-frame.ts";
import { serverFrame } from "./server-frame.ts";

/** Every connection reads into this one: a read is looked at before the next one starts, so nothing is ever allocated. */
const shared = Buffer.allocUnsafeSlow(1 << 20);

const PING = Buffer.from("2");

const SETUP_TIMEOUT_MS = 30_000;

/**
 * One TCP connection. While it is set up it waits for byte strings; from `pour` on, what arrives is handed over as it comes,
 * in a buffer that is only valid during the call.
 */
export class Wire {
  readonly port: number;
  /** What the counter of this connection's bytes remembers of the last chunk. */
  carried = 0;
  readonly #socket: Socket;
  #heard = Buffer.alloc(0);
  #take: ((chunk: Buffer) => void) | undefined;
  #waiting: (() => void) | undefined;
  #ended: string | undefined;
  #onLost: (() => void) | undefined;

  private constructor(port: number) {
    this.port = port;
    const callback = (length: number): boolean => {
      this.#hear(shared.subarray(0, length));
      return true;
    };
    this.#socket = connect({ host: "127.0.0.1", port, onread: { buffer: shared, callback } });
    this.#socket.setNoDelay(true);
    this.#socket.on("error", (failure) => this.#end(failure.message));
    this.#socket.on("close", () => this.#end("closed by the server"));
  }

  static async open(port: number): Promise<Wire> {
    const wire = new Wire(port);
    await new Promise<void>((resolve, reject) => {
      wire.#socket.once("connect", resolve);
      wire.#socket.once("error", reject);
    });
    return wire;
  }

  write(bytes: Buffer | string): void {
    this.#socket.write(bytes);
  }

  /** Waits until these bytes have arrived, and forgets everything up to their end. Rejects with what came instead. */
  until(needle: string): Promise<Buffer> {
    return this.#awaited(JSON.stringify(needle), (heard) => {
      const at = heard.indexOf(needle, 0, "latin1");
      return at === -1 ? undefined : { payload: heard.subarray(0, at), length: at + needle.length };
    });
  }

  /** Waits for the next WebSocket frame that is no Engine.IO ping; resolves to its payload. */
  async frame(): Promise<Buffer> {
    for (;;) {
      const payload = await this.#awaited("a frame", serverFrame);
      if (!payload.equals(PING)) return payload;
      this.write(clientFrame("3"));
    }
  }

  /** From now on everything goes to `take`; `onLost` is called when the connection ends on its own. */
  pour(take: (chunk: Buffer) => void, onLost: () => void): void {
    this.#take = take;
    this.#onLost = onLost;
    if (this.#heard.length > 0) take(this.#heard);
    this.#heard = Buffer.alloc(0);
    if (this.#ended !== undefined) onLost();
  }

  close(): void {
    this.#onLost = undefined;
    this.#socket.destroy();
  }

  /** Waits until `find` sees what it wants at the start of what was heard, and drops what it took. */
  async #awaited(
    what: string,
    find: (heard: Buffer) => { payload: Buffer; length: number } | undefined,
  ): Promise<Buffer> {
    const late = setTimeout(() => this.#end(`no ${what} in time`), SETUP_TIMEOUT_MS);
    try {
      for (;;) {
        const found = find(this.#heard);
        if (found) {
          this.#heard = this.#heard.subarray(found.length);
          return found.payload;
        }
        if (this.#ended !== undefined) {
          const heard = this.#heard.toString("latin1").slice(0, 500);
          throw new Error(`${this.#ended}, while waiting for ${what}; heard ${JSON.stringify(heard)}`);
        }
        await new Promise<void>((resolve) => (this.#waiting = resolve));
      }
    } finally {
      clearTimeout(late);
    }
  }

  #hear(chunk: Buffer): void {
    if (this.#take) return this.#take(chunk);
    this.#heard = Buffer.concat([this.#heard, chunk]);
    this.#wake();
  }

  #end(reason: string): void {
    if (this.#ended !== undefined) return;
    this.#ended = reason;
    this.#wake();
    this.#onLost?.();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.();
  }
}
