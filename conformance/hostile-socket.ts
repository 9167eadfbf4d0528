import { connect, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A WebSocket frame as a client sends it, with a mask of zeros, which leaves the payload as it is (RFC 6455 5.3). */
export function frame(payload: string | Buffer, { opcode = 1, isLast = true } = {}): Buffer {
  const bytes = Buffer.from(payload);
  const length =
    bytes.length < 126
      ? Buffer.from([0x80 | bytes.length])
      : Buffer.from([0x80 | 126, bytes.length >> 8, bytes.length & 0xff]);
  return Buffer.concat([Buffer.from([(isLast ? 0x80 : 0) | opcode]), length, Buffer.alloc(4), bytes]);
}

/** The opcodes of RFC 6455 that a text frame is not. */
export const opcodes = { continuation: 0, binary: 2, ping: 9, pong: 10 };

/** A client on bare TCP that sends what it likes, and reads only when it wants to. */
export class HostileSocket {
  readonly tcp: Socket;
  /** Bytes that have arrived so far. */
  received = "";
  private readonly gone: Promise<void>;
  private wake = (): void => undefined;

  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.tcp = connect(Number(port), hostname);
    this.tcp.on("error", () => undefined);
    this.tcp.on("data", (chunk) => {
      this.received += chunk.toString("latin1");
      this.wake();
    });
    this.gone = new Promise((resolve) => this.tcp.once("close", () => resolve()));
    onTestFinished(() => void this.tcp.destroy());
  }

  /** A WebSocket whose namespace is open. */
  static async upgraded(url: string): Promise<HostileSocket> {
    const socket = new HostileSocket(url);
    socket.tcp.write(
      "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    );
    await socket.sees('"sid"');
    socket.tcp.write(frame("40"));
    await socket.sees("hello");
    return socket;
  }

  async sees(part: string): Promise<void> {
    while (!this.received.includes(part)) await new Promise<void>((resolve) => (this.wake = resolve));
  }

  /**
   * Sends the same bytes again and again, as fast as the other side takes them, until the server ends the connection or so
   * many bytes are sent. Resolves to how it ended.
   */
  async floods(bytes: Buffer, most: number): Promise<"cut" | "sent"> {
    let sent = 0;
    while (!this.tcp.closed && sent < most) {
      sent += bytes.length;
      if (this.tcp.write(bytes)) await new Promise(setImmediate);
      else await Promise.race([this.gone, new Promise((resolve) => this.tcp.once("drain", resolve))]);
    }
    return this.tcp.closed ? "cut" : "sent";
  }

  /** Resolves when the server has ended the connection; rejects, naming what was done, when it does not. */
  async isCut(after: string, withinMs = 5_000): Promise<void> {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(new Error(`still open after ${after}`)), withinMs);
    await Promise.race([this.gone, late.promise]).finally(() => clearTimeout(timer));
  }
}
