import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { addressKey } from "./address-key.ts";

/** Requests of one address whose heads have begun and not come to their end. A head comes in one packet, or in two. */
const BEGUN_MOST = 50;
/** How often they are counted, because nothing tells when a head begins. */
const LOOK_EVERY_MS = 500;

export interface HeadBounds {
  /** Whether a peer speaks for others: it reads heads to their end itself. */
  isProxy(peer: string): boolean;
  /** Told of a client that was cut. */
  onCut(address: string): void;
}

/**
 * CON-12. Bounds the heads of requests that are begun and not finished: each may cost 60 KB for ten seconds, at a price of 11
 * KB to its sender. Ends those of an address past its share, the youngest first.
 */
export function boundHeads(http: Server, { isProxy, onCut }: HeadBounds): void {
  /** By address: each connection on which no request is under way, and what had been read of it when that began. */
  const idle = new Map<string, Map<Socket, number>>();
  const addresses = new WeakMap<Socket, string>();

  const wait = (socket: Socket): void => {
    const address = addresses.get(socket);
    if (address === undefined || socket.destroyed) return;
    const connections = idle.get(address) ?? new Map<Socket, number>();
    idle.set(address, connections.set(socket, socket.bytesRead));
  };
  const leave = (socket: Socket): void => {
    const address = addresses.get(socket) ?? "";
    const connections = idle.get(address);
    if (connections?.delete(socket) && connections.size === 0) idle.delete(address);
  };

  http.on("connection", (socket: Socket) => {
    const peer = socket.remoteAddress;
    if (peer === undefined || isProxy(peer)) return;
    addresses.set(socket, addressKey(peer));
    wait(socket);
    socket.once("close", () => leave(socket));
  });
  http.prependListener("request", ({ socket }: IncomingMessage, answer: ServerResponse) => {
    leave(socket);
    answer.once("close", () => wait(socket));
  });
  http.prependListener("upgrade", ({ socket }: IncomingMessage) => leave(socket));

  const look = setInterval(() => {
    for (const [address, connections] of idle) {
      if (connections.size <= BEGUN_MOST) continue;
      const begun = [...connections].filter(([socket, before]) => socket.bytesRead > before);
      for (const [socket] of begun.slice(BEGUN_MOST)) socket.destroy();
      if (begun.length > BEGUN_MOST) onCut(address);
    }
  }, LOOK_EVERY_MS).unref();
  http.once("close", () => clearInterval(look));
}
