import type { Socket } from "node:net";
import { Transport, type transports } from "engine.io";
import type { Packet } from "engine.io-parser";
import { textFrame } from "./text-frame.ts";
import type { InboundMeter } from "./inbound-meter.ts";
import type { LoopTurn } from "./loop-turn.ts";

export type EngineRequest = ConstructorParameters<typeof transports.websocket>[0];

/**
 * R6. Bytes a socket may be behind before it is cut: some thousand messages, which a client on a poor line takes in a few
 * seconds, while a thousand clients that read nothing hold a gigabyte at the very most. A client that is cut catches up by seq.
 */
export const OUTBOUND_MAX_BYTES = 1_048_576;

/** Bytes that wait for the end of a turn: past the answers of a reconnect, what comes next is measured at once. */
const TURN_MAX_BYTES = 4 * OUTBOUND_MAX_BYTES;

/**
 * A WebSocket transport for Engine.IO with one write per loop turn: whatever a socket gets in a turn, be it acks, events or
 * heartbeats, leaves as one buffer, in the order it was given.
 *
 * Writing to the TCP socket under `ws` is safe as long as nobody compresses: `ws` then hands each frame to the same socket
 * whole and at once, so its own frames (pongs, closing) come between ours, never inside one.
 */
export class CoalescingWebSocket extends Transport {
  /** Engine.IO sets it; the engine sees to it that it is false. */
  perMessageDeflate = false;
  /** What leaves at the end of this turn: mostly one frame, so mostly no array. */
  #pending: Buffer | Buffer[] | undefined;
  #pendingBytes = 0;
  readonly #tcp: Socket;
  readonly #ws: NonNullable<EngineRequest["websocket"]>;
  readonly #turn: LoopTurn;
  readonly #inbound: InboundMeter;

  constructor(request: EngineRequest, turn: LoopTurn, inbound: InboundMeter) {
    super(request);
    const { websocket: ws } = request;
    if (!ws) throw new Error("a WebSocket transport needs an upgraded request");
    this.#ws = ws;
    this.#tcp = request.socket;
    this.#turn = turn;
    this.#inbound = inbound;
    // Engine.IO's listener for an error before this moment; it would keep the whole request alive with the connection.
    ws.removeAllListeners("error");
    ws.on("message", (data: Buffer, isBinary: boolean) => this.onData(isBinary ? data : data.toString()));
    // Nobody asks for one: the heartbeats are Engine.IO's own.
    ws.on("pong", () => {
      if (!this.#inbound.passes(0)) this.#cut();
    });
    ws.on("error", (failure) => this.onError("websocket error", failure));
    ws.on("close", () => this.onClose());
    // It stays so: order is kept here, and so is the bound.
    this.writable = true;
  }

  override get name(): string {
    return "websocket";
  }

  /** Engine.IO asks whether an upgraded request may come here. */
  get handlesUpgrades(): boolean {
    return true;
  }

  /** Engine.IO's own packets. */
  override send(packets: Packet[]): void {
    for (const packet of packets) {
      this.parser.encodePacket(packet, this.supportsBinary, keep);
      if (typeof encoded === "string") this.push(textFrame(encoded));
      else this.#sendBinary(encoded);
    }
    // What Engine.IO calls back once packets are sent waits for it.
    this.emit("drain");
  }

  protected override onPacket(packet: Packet): void {
    if (this.#inbound.passes(packet.data?.length ?? 0)) super.onPacket(packet);
    else this.#cut();
  }

  /** A frame that is whole already, and may be shared with other sockets. */
  push(frame: Buffer): void {
    const before = this.#pending;
    if (before === undefined) {
      this.#pending = frame;
      this.#turn.add(this);
    } else if (Array.isArray(before)) before.push(frame);
    else this.#pending = [before, frame];
    this.#pendingBytes += frame.length;
    // Dozens of large pages asked for in one packet are answered in one turn, and nobody is behind within it.
    if (this.#pendingBytes > TURN_MAX_BYTES) this.#turn.flush(this);
  }

  /** True while the other side has not taken all it was sent. */
  get isBehind(): boolean {
    return this.#tcp.writableLength > 0;
  }

  /** What waits for the end of the turn; after this it does not any more. */
  take(): Buffer | Buffer[] | undefined {
    const pending = this.#pending;
    this.#pending = undefined;
    this.#pendingBytes = 0;
    return pending;
  }

  /** Hands bytes to the kernel, or cuts a socket that is too far behind; false then. */
  write(bytes: Buffer): boolean {
    if (this.#ws.readyState !== this.#ws.OPEN) return true;
    if (this.#tcp.writableLength > OUTBOUND_MAX_BYTES) {
      this.#cut();
      return false;
    }
    this.#tcp.write(bytes);
    return true;
  }

  /**
   * Not a closing handshake, which a client that does not read never answers; and a reset, so that the kernel does not keep
   * for minutes what such a client never took.
   */
  #cut(): void {
    if (!this.#tcp.destroyed) this.#tcp.resetAndDestroy();
    this.#ws.terminate();
  }

  override doClose(then?: () => void): void {
    this.#turn.flush(this);
    this.#ws.close();
    then?.();
  }

  /** Nothing of ours is binary; other users of the server may send it, and `ws` frames it well. */
  #sendBinary(data: Buffer): void {
    this.#turn.flush(this);
    this.#ws.send(data);
  }
}

/** Engine.IO's encoder calls back at once; one function for all sockets spares each of them one of its own. */
let encoded: string | Buffer = "";
function keep(data: string | Buffer): void {
  encoded = data;
}

/** Whether a transport takes frames that are whole. */
export function takesFrames(transport: Transport): transport is CoalescingWebSocket {
  return transport instanceof CoalescingWebSocket;
}
