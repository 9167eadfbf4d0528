/** Plain Socket.IO: a room per channel, one emit per message, an answer to each. Nothing is checked or stored. */
import { createServer } from "node:http";
import { Server } from "socket.io";
import { announce } from "./announce.ts";

const http = createServer();
const io = new Server(http, { transports: ["websocket"], perMessageDeflate: false, serveClient: false });

type Answer = (answer: { ok: true }) => void;

io.on("connection", (socket) => {
  socket.on("view", ({ channel }: { channel: string }, answer: Answer) => {
    void socket.join(channel);
    answer({ ok: true });
  });
  socket.on("say", ({ channel, text }: { channel: string; text: string }, answer: Answer) => {
    io.to(channel).emit("message", text);
    answer({ ok: true });
  });
});

announce(http);
