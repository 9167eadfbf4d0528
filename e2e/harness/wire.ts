import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import type { ParlorProcess } from "../../tools/parlor-process.ts";

/**
 * The network between one person and Parlor: a TCP relay that can be cut. A browser's own offline switch leaves open
 * WebSockets alone, so only this takes a page off the net the way a lost Wi-Fi does.
 */
export class Wire {
  readonly url: string;
  private readonly relay: Server;
  private readonly open = new Set<Socket>();
  private isCut = false;
  /** What every stream carried, when it is to be known. */
  private tape: Buffer[][] | undefined;

  private constructor(relay: Server, parlor: ParlorProcess) {
    const address = relay.address();
    this.relay = relay;
    this.url = `http://localhost:${typeof address === "object" && address ? address.port : 0}`;
    relay.on("connection", (near) => this.join(near, parlor));
  }

  static async to(parlor: ParlorProcess): Promise<Wire> {
    const relay = createServer({ noDelay: true }).listen(0, "127.0.0.1");
    await once(relay, "listening");
    return new Wire(relay, parlor);
  }

  /** Every connection is reset, and new ones are refused. */
  cut(): void {
    this.isCut = true;
    for (const socket of this.open) socket.resetAndDestroy();
  }

  mend(): void {
    this.isCut = false;
  }

  /** From now on keeps what goes over it. */
  record(): void {
    this.tape ??= [];
  }

  /** What went over it, one stream after the other. */
  recorded(): Buffer {
    return Buffer.concat((this.tape ?? []).flat());
  }

  async close(): Promise<void> {
    this.cut();
    this.relay.close();
    await once(this.relay, "close");
  }

  private join(near: Socket, parlor: ParlorProcess): void {
    if (this.isCut) {
      near.resetAndDestroy();
      return;
    }
    const far = connect({ port: Number(new URL(parlor.url).port), host: "127.0.0.1", noDelay: true });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.open.add(one);
      one.pipe(other);
      if (this.tape) {
        const stream: Buffer[] = [];
        this.tape.push(stream);
        one.on("data", (bytes: Buffer) => stream.push(bytes));
      }
      one.on("error", () => other.destroy());
      one.on("close", () => {
        this.open.delete(one);
        other.destroy();
      });
    }
  }
}
