import type { Socket } from "socket.io";

/** What Socket.IO calls the handshake, once nothing of it is wanted any more. */
const OVER: Socket["handshake"] = Object.freeze({
  headers: {},
  time: "",
  address: "",
  xdomain: false,
  secure: false,
  issued: 0,
  url: "",
  query: {},
  auth: {},
});

/**
 * Lets go of the HTTP request that a connection began with: its headers, its cookie or token, some 5 KB for as long as the
 * connection lasts. One that polls is asked for its cookie again with every request, so it keeps its own (CON-8).
 */
export function letGoOfRequest(socket: Socket): void {
  Object.assign(socket, { handshake: OVER });
  if (socket.conn.transport.name === "websocket") Object.assign(socket.conn, { request: undefined });
}
