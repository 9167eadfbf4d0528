import { connect, type Socket as TcpSocket } from "node:net";

/** The client's text frame with an all-zero mask, which leaves the payload as it is (RFC 6455 5.3). */
function clientFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  if (payload.length > 125) throw new Error("a frame of this test is short");
  return Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
}

/** A Socket.IO client on bare TCP: it keeps every byte that arrives after the upgrade, in order. */
export class RawClient {
  readonly tcp: TcpSocket;
  #bytes = Buffer.alloc(0);
  #wake = (): void => {};

  private constructor(tcp: TcpSocket) {
    this.tcp = tcp;
    tcp.on("data", (chunk: Buffer) => {
      this.#bytes = Buffer.concat([this.#bytes, chunk]);
      this.#wake();
    });
  }

  /** Connected to the default namespace. */
  static async open(port: number): Promise<RawClient> {
    const tcp = connect(port, "127.0.0.1");
    const client = new RawClient(tcp);
    tcp.write(
      "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    );
    await client.sees('"maxPayload"');
    client.sends("40");
    await client.sees('40{"sid"');
    return client;
  }

  sends(text: string): void {
    this.tcp.write(clientFrame(text));
  }

  /** Resolves once these bytes have arrived. */
  async sees(text: string): Promise<void> {
    while (!this.#bytes.includes(text)) await new Promise<void>((resolve) => (this.#wake = resolve));
  }

  /** Lets go of what has arrived so far. */
  forget(): void {
    this.#bytes = Buffer.alloc(0);
  }

  /** Everything after the HTTP answer, with the ids that differ from run to run made equal. */
  get received(): string {
    const body = this.#bytes.subarray(this.#bytes.indexOf("\r\n\r\n") + 4);
    return body.toString("latin1").replaceAll(/"sid":"[\w-]{20}"/g, '"sid":"…"');
  }
}
