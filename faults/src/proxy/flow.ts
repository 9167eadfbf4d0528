import type { Socket } from "node:net";
import type { Milliseconds } from "@parlor/protocol";
import { FrameSplitter, type Piece } from "./frame-splitter.ts";

/** What one direction of a line does to its bytes just now. */
export interface Conduct {
  /** Nothing moves, and nobody is told: what came waits. */
  isHoled: boolean;
  /** Bytes are read as fast as they come, and go nowhere. What was in the middle of a frame stays torn. */
  isSink: boolean;
  /** How long a piece takes; the order stays. */
  delay: () => Milliseconds;
  /** Bytes that may pass in a second. */
  bytesPerSecond: number;
  /** What becomes of a piece; may also look only. */
  judge: (piece: Piece) => "pass" | "drop" | "cut";
}

const STEP_MS = 100;

/** One direction of a proxied connection: bytes from one socket to the other, in order, as conduct has it. */
export class Flow {
  readonly #from: Socket;
  readonly #to: Socket;
  readonly #conduct: () => Conduct;
  readonly #cut: () => void;
  readonly #splitter = new FrameSplitter();
  readonly #queue: { bytes: Buffer; dueAt: Milliseconds }[] = [];
  #timer: NodeJS.Timeout | undefined;
  #isEnding = false;

  constructor(from: Socket, to: Socket, conduct: () => Conduct, cut: () => void) {
    this.#from = from;
    this.#to = to;
    this.#conduct = conduct;
    this.#cut = cut;
    from.on("data", (chunk) => this.#take(chunk));
    from.on("end", () => {
      this.#isEnding = true;
      this.#move();
    });
    to.on("drain", () => this.#move());
  }

  get isWebSocket(): boolean {
    return this.#splitter.isWebSocket;
  }

  /** Looks again at how to behave. */
  changed(): void {
    if (this.#conduct().isHoled) this.#from.pause();
    this.#move();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#queue.length = 0;
  }

  #take(chunk: Buffer): void {
    const { judge, delay, isSink } = this.#conduct();
    if (isSink) return;
    for (const piece of this.#splitter.take(chunk)) {
      const verdict = judge(piece);
      if (verdict === "cut") return this.#cut();
      if (verdict === "drop") continue;
      const dueAt = Math.max(performance.now() + delay(), this.#queue.at(-1)?.dueAt ?? 0);
      this.#queue.push({ bytes: piece.bytes, dueAt });
    }
    this.#move();
  }

  /** Passes on what is due, and comes back for the rest; the source waits meanwhile. */
  #move(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { isHoled, bytesPerSecond } = this.#conduct();
    if (isHoled || this.#to.destroyed) return;
    let room = bytesPerSecond === Infinity ? Infinity : Math.max(1, Math.floor((bytesPerSecond * STEP_MS) / 1000));
    for (let next = this.#queue[0]; next && next.dueAt <= performance.now() && room > 0; next = this.#queue[0]) {
      if (this.#to.writableNeedDrain) break;
      const part = next.bytes.subarray(0, room);
      room -= part.length;
      if (part.length < next.bytes.length) next.bytes = next.bytes.subarray(part.length);
      else this.#queue.shift();
      this.#to.write(part);
    }
    const next = this.#queue[0];
    if (next) {
      // A delayed line still takes what comes; a slow one does not.
      if (bytesPerSecond < Infinity || this.#to.writableNeedDrain) this.#from.pause();
      else this.#from.resume();
      const wait = Math.max(next.dueAt - performance.now(), room <= 0 ? STEP_MS : 0);
      if (!this.#to.writableNeedDrain) this.#timer = setTimeout(() => this.#move(), wait);
      return;
    }
    this.#from.resume();
    if (this.#isEnding) this.#to.end();
  }
}
