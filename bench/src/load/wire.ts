import { connect, type Socket } from "node:net";

/** Every connection reads into this one: a read is looked at before the next one starts, so nothing is ever allocated. */
const shared = Buffer.allocUnsafeSlow(1 << 20);

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
  async until(needle: string): Promise<void> {
    const late = setTimeout(() => this.#end(`no ${JSON.stringify(needle)} in time`), SETUP_TIMEOUT_MS);
    for (;;) {
      const at = this.#heard.indexOf(needle, 0, "latin1");
      if (at !== -1) {
        clearTimeout(late);
        this.#heard = this.#heard.subarray(at + needle.length);
        return;
      }
      if (this.#ended !== undefined) {
        clearTimeout(late);
        const heard = this.#heard.toString("latin1").slice(0, 500);
        throw new Error(`${this.#ended}, while waiting for ${JSON.stringify(needle)}; heard ${JSON.stringify(heard)}`);
      }
      await new Promise<void>((resolve) => (this.#waiting = resolve));
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
