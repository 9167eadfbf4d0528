import type { Transport } from "engine.io";
import { Adapter, type BroadcastOptions } from "socket.io-adapter";
import { takesFrames } from "./coalescing-websocket.ts";
import { textFrame } from "./text-frame.ts";

type Packet = Parameters<Adapter["broadcast"]>[0];

/** A Socket.IO socket as its adapters know it; the public types leave this side out. */
interface Receiver {
  readonly client: { writeToEngine(encoded: unknown[], options: object): void };
  readonly conn: { readonly readyState: string; readonly writeBuffer: unknown[]; readonly transport: Transport };
  notifyOutgoingListeners(packet: Packet): void;
}

/** The same for the adapter's own choice of receivers. */
interface Chooser {
  apply(options: BroadcastOptions, each: (receiver: Receiver) => void): void;
}

/**
 * Socket.IO's in-memory adapter, with a short way for what it does most: a text packet is encoded and framed once, and the
 * frame goes to each receiver's transport, past the packet objects and events that Engine.IO would make for each.
 *
 * That is safe where the transport takes frames and Engine.IO holds nothing back for it: all that was sent before lies with
 * the transport then, so order holds. Everything else, such as polling, binary or an upgrade under way, goes the stock way.
 * What arrives is the same, byte for byte (coalescing.contract.test.ts).
 */
export class CoalescingAdapter extends Adapter {
  override broadcast(packet: Packet, options: BroadcastOptions): void {
    packet.nsp = this.nsp.name;
    const encoded: unknown[] = this.nsp.server.encoder.encode(packet);
    const [text] = encoded;
    if (encoded.length !== 1 || typeof text !== "string") return super.broadcast(packet, options);
    // Engine.IO's packet type 4 is "message".
    const frame = textFrame(`4${text}`);
    const { volatile = false, compress = true } = options.flags ?? {};
    this.#each(options, (receiver) => {
      receiver.notifyOutgoingListeners(packet);
      const { readyState, writeBuffer, transport } = receiver.conn;
      if (readyState !== "open" || writeBuffer.length > 0 || !takesFrames(transport)) {
        receiver.client.writeToEngine(encoded, { preEncoded: true, volatile, compress });
      } else if (!volatile || !transport.isBehind) {
        transport.push(frame);
      }
    });
  }

  /** One room with nobody left out needs no set of who was served already. */
  #each(options: BroadcastOptions, serve: (receiver: Receiver) => void): void {
    const [room] = options.rooms;
    if (options.rooms.size !== 1 || room === undefined || options.except?.size) {
      return (this as unknown as Chooser).apply(options, serve);
    }
    const receivers: Map<string, Receiver> = this.nsp.sockets;
    for (const id of this.rooms.get(room) ?? []) {
      const receiver = receivers.get(id);
      if (receiver) serve(receiver);
    }
  }
}
