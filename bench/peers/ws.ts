/** Plain `ws`: a set of sockets per channel, one send to each per message, as its documentation shows. */
import { createServer } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { announce } from "./announce.ts";
import { channelsOf } from "./channels-of.ts";

const http = createServer();
const server = new WebSocketServer({ server: http, perMessageDeflate: false });
const channels = channelsOf<WebSocket>();

server.on("connection", (socket) => {
  socket.on("message", (data: Buffer) => {
    const said = data.toString();
    if (said.startsWith("+")) {
      channels.enter(said.slice(1), socket);
      socket.send(said);
      return;
    }
    const space = said.indexOf(" ");
    const text = said.slice(space + 1);
    for (const other of channels.of(said.slice(0, space))) other.send(text);
  });
  socket.on("close", () => channels.leave(socket));
});

announce(http);
