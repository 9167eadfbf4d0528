import type { Server } from "socket.io";

/** A process that is started again is away for half a second and more: who came sooner would come in vain, and then wait longer. */
const RETURN_AFTER_MS = 700;
/** From then on clients come back spread over this time at least, and a millisecond each: what taking one in costs. */
const RETURN_SPREAD_MS = 500;
const PER_CLIENT_MS = 1;
/** Time for the notice, and for acks of what was in flight, to leave. */
const LAST_WORDS_MS = 100;

/** CON-6. Tells each client when to come back, waits until what is under way is answered, and closes every socket. */
export async function drain(io: Server, underWay: () => Promise<void>): Promise<void> {
  const { sockets } = io.of("/");
  const spread = Math.max(RETURN_SPREAD_MS, sockets.size * PER_CLIENT_MS);
  for (const socket of sockets.values()) {
    socket.emit("server.draining", { retryAfterMs: Math.round(RETURN_AFTER_MS + Math.random() * spread) });
  }
  await underWay();
  await new Promise((resolve) => setTimeout(resolve, LAST_WORDS_MS));
  // CON-11. The transports, not the namespace: after a namespace disconnect a stock client stays away for good. And not
  // io.close(), which waits for the HTTP server and so for every request that somebody keeps open.
  io.engine.close();
}
