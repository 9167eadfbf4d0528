/** A socket that gathers what it gets in a turn. */
export interface Gathering {
  /** What waits for the end of the turn; after this it does not any more. */
  take(): Buffer | Buffer[] | undefined;
  /** Hands bytes to the kernel, or cuts a socket that is too far behind; false then. */
  write(bytes: Buffer): boolean;
}

/** The sockets that have something to send, written to once each at the end of this turn of the event loop. */
export class LoopTurn {
  readonly #onCut: (socket: Gathering) => void;
  #waiting: Gathering[] = [];
  /** The frames joined last: in a turn most sockets get the same ones, so most joins are done once. */
  #joined: { frames: Buffer[]; bytes: Buffer } | undefined;

  /** `onCut` is called for each socket that was too far behind. */
  constructor(onCut: (socket: Gathering) => void) {
    this.#onCut = onCut;
  }

  add(socket: Gathering): void {
    if (this.#waiting.push(socket) === 1) setImmediate(this.#run);
  }

  /** Writes what waits for one socket now, because something must follow it. */
  flush(socket: Gathering): void {
    const pending = socket.take();
    if (pending === undefined) return;
    if (!socket.write(Array.isArray(pending) ? this.#join(pending) : pending)) this.#onCut(socket);
  }

  readonly #run = (): void => {
    const sockets = this.#waiting;
    this.#waiting = [];
    for (const socket of sockets) this.flush(socket);
    this.#joined = undefined;
  };

  #join(frames: Buffer[]): Buffer {
    const last = this.#joined;
    if (last?.frames.length === frames.length && last.frames.every((frame, n) => frame === frames[n]))
      return last.bytes;
    const bytes = Buffer.concat(frames);
    this.#joined = { frames, bytes };
    return bytes;
  }
}
