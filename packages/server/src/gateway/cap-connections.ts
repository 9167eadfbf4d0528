import type { Server } from "node:http";
import type { Socket } from "node:net";
import { AddressCap } from "./address-cap.ts";
import { addressKey } from "./address-key.ts";

/** Connections for each socket an address may have: a browser opens up to six at once, and most of them for a moment. */
const PER_SOCKET = 4;

interface CapEvents {
  /** Whether a peer speaks for others. */
  isProxy(peer: string): boolean;
  onRefused(address: string): void;
}

/**
 * CON-9. Ends connections past what their address may have before anything of them is read: those that say nothing, or say
 * it a byte at a time, are bounded by nothing else until their time is over.
 */
export function capConnections(http: Server, socketsPerAddress: number, { isProxy, onRefused }: CapEvents): void {
  const cap = new AddressCap(PER_SOCKET * socketsPerAddress);
  http.on("connection", (socket: Socket) => {
    const peer = socket.remoteAddress;
    // Gone already; or a proxy, behind which the sockets are counted by whom it names.
    if (peer === undefined || isProxy(peer)) return;
    const address = addressKey(peer);
    if (cap.hasRoom(address)) socket.once("close", cap.enter(address));
    else {
      onRefused(address);
      socket.destroy();
    }
  });
}
