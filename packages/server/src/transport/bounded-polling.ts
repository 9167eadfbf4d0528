import type { IncomingMessage, ServerResponse } from "node:http";
import { limits } from "@parlor/protocol";
import type { Socket, Transport } from "engine.io";
import type { Packet, RawData } from "engine.io-parser";
import { OUTBOUND_MAX_BYTES } from "./coalescing-websocket.ts";
import type { InboundMeter } from "./inbound-meter.ts";

/** What parts the packets of one polling body (Engine.IO protocol 4). */
const SEPARATOR = "\u001E";

/** The inside of a polling transport; Engine.IO's types keep it to subclasses, its factory allows none. */
interface PollingTransport {
  /** The poll that waits for something to send, and its answer. */
  req: (IncomingMessage & { cleanup(): void }) | null;
  res: ServerResponse | null;
  writable: boolean;
  headers(request: IncomingMessage, headers: Record<string, string>): Record<string, string>;
  discard(): void;
  doClose(then: () => void): void;
  onData(data: RawData): void;
  onPacket(packet: Packet): void;
  onError(message: string): void;
}

/**
 * Engine.IO's polling transport, with the bounds that its bodies need. A body of 64 KiB could hold tens of thousands of
 * packets, so they are counted before one of them is read; and each counts as on any other connection.
 */
export function boundInbound(polling: Transport, inbound: InboundMeter): Transport {
  const taker = polling as unknown as PollingTransport;
  const { onData, onPacket } = taker;
  taker.onData = (data) => {
    if (packetsIn(String(data)) > limits.pollingPackets) taker.onError("too many packets in one body");
    else onData.call(polling, data);
  };
  taker.onPacket = (packet) => {
    if (inbound.passes(packet.data?.length ?? 0)) onPacket.call(polling, packet);
    else taker.onError("too many packets");
  };
  return polling;
}

/**
 * CON-11. Ends a polling transport like a broken connection. Engine.IO would send its packet "close", after which
 * python-socketio never reconnects; the poll that waits is answered with 503 instead, which every client takes for a failure.
 */
export function closeLikeAFailure(transport: Transport): Transport {
  const polling = transport as unknown as PollingTransport;
  const { doClose } = polling;
  polling.doClose = (then) => {
    const { req, res } = polling;
    if (req && res) {
      req.cleanup();
      polling.writable = false;
      res.writeHead(503, polling.headers(req, { "retry-after": "1" })).end();
    }
    polling.discard();
    doClose.call(polling, then);
  };
  return transport;
}

function packetsIn(body: string): number {
  let packets = 1;
  for (let at = body.indexOf(SEPARATOR); at >= 0; at = body.indexOf(SEPARATOR, at + 1)) packets += 1;
  return packets;
}

/**
 * R6 for who polls: what is kept between two polls is bounded like what a WebSocket may be behind. The largest packet does not
 * count, since a page of control characters is longer than that, and a client that asked for it could never have it. `onCut` is
 * called when the socket was closed for being behind.
 */
export function boundOutbound(socket: Socket, onCut: (transport: object) => void): void {
  let held = 0;
  let largest = 0;
  const hold = ({ data }: Packet): void => {
    const length: number = data?.length ?? 0;
    held += length;
    largest = Math.max(largest, length);
    if (held - largest <= OUTBOUND_MAX_BYTES) return;
    stop();
    onCut(socket.transport);
    socket.close(true);
  };
  const release = (): void => {
    held = 0;
    largest = 0;
  };
  const stop = (): void => {
    socket.off("packetCreate", hold).off("flush", release).off("upgrade", stop);
  };
  socket.on("packetCreate", hold).on("flush", release).on("upgrade", stop);
}
