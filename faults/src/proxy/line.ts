import { connect, type Socket } from "node:net";
import { type Conduct, Flow } from "./flow.ts";
import type { LineConduct } from "./line-conduct.ts";

const sound: Conduct = { isHoled: false, isSink: false, delay: () => 0, bytesPerSecond: Infinity, judge: () => "pass" };

/** A pong as a client writes it: a masked text frame "3", whose mask changes nothing. */
const PONG = Buffer.from([0x81, 0x81, 0, 0, 0, 0, 0x33]);

/** One connection through the proxy. */
export class Line {
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #flows: readonly [Flow, Flow];
  readonly #gone: () => void;
  #conduct: Partial<LineConduct> = {};
  #isGone = false;

  constructor(client: Socket, targetPort: number, gone: () => void) {
    const server = connect({ port: targetPort, host: "127.0.0.1", noDelay: true });
    client.setNoDelay(true);
    this.#client = client;
    this.#server = server;
    this.#gone = gone;
    const reset = (): void => this.reset();
    this.#flows = [
      new Flow(client, server, () => ({ ...sound, ...this.#conduct.both, ...this.#conduct.toServer }), reset),
      new Flow(server, client, () => ({ ...sound, ...this.#conduct.both, ...this.#conduct.toClient }), reset),
    ];
    for (const socket of [client, server]) {
      socket.on("error", reset);
      socket.on("close", (hadError) => (hadError ? this.reset() : this.#closed()));
    }
  }

  /** The rig's end of the connection to the server: its port tells which one of the server's sockets it is. */
  get portToServer(): number | undefined {
    return this.#server.localPort;
  }

  /** A WebSocket, and not one of the HTTP requests beside it. */
  get isWebSocket(): boolean {
    return this.#flows.every((flow) => flow.isWebSocket);
  }

  get isGone(): boolean {
    return this.#isGone;
  }

  behave(conduct: Partial<LineConduct>): void {
    this.#conduct = conduct;
    for (const flow of this.#flows) flow.changed();
  }

  /** Answers the server's heartbeat in the client's place. */
  pong(): void {
    this.#server.write(PONG);
  }

  reset(): void {
    this.#leave();
    this.#client.resetAndDestroy();
    this.#server.resetAndDestroy();
  }

  /** One end is closed; the other one is, too, as soon as it has read what was on its way. */
  #closed(): void {
    if (this.#client.destroyed && this.#server.destroyed) this.#leave();
  }

  #leave(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    for (const flow of this.#flows) flow.stop();
    this.#gone();
  }
}
