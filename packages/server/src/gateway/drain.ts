import type { Server } from "socket.io";

/** Clients come back spread over this time, so that the next process is not stormed. */
const RETURN_WITHIN_MS = 3_000;
/** Time for the notice, and for acks of what was in flight, to leave. */
const LAST_WORDS_MS = 200;

/** CON-6. Tells each client when to come back, waits until what is under way is answered, and closes every socket. */
export async function drain(io: Server, underWay: () => Promise<void>): Promise<void> {
  for (const socket of io.of("/").sockets.values()) {
    socket.emit("server.draining", { retryAfterMs: Math.round(Math.random() * RETURN_WITHIN_MS) });
  }
  await underWay();
  await new Promise((resolve) => setTimeout(resolve, LAST_WORDS_MS));
  // Not io.close(), which waits for the HTTP server and so for every request that somebody keeps open.
  io.disconnectSockets(true);
  io.engine.close();
}
