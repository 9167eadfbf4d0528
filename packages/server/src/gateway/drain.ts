import type { Server } from "socket.io";

/**
 * A client that returns before the next server is ready has come in vain, and then waits longer. The next start takes as long
 * as this one's did; less is not to be expected, and more than this is not to be waited for by everybody.
 */
const RETURN_AFTER_LEAST_MS = 700;
const RETURN_AFTER_MOST_MS = 1_500;
/** What starts take at most beyond the one before, as a factor. */
const START_MARGIN = 1.25;
/** From then on clients come back spread over this time at least, and a millisecond each: what taking one in costs. */
const RETURN_SPREAD_MS = 500;
const PER_CLIENT_MS = 1;
/** Time for the notice, and for acks of what was in flight, to leave. */
const LAST_WORDS_MS = 100;
/** From the last words to the end of the process: what is open is closed, the database last. */
const EXIT_MS = 150;

/**
 * CON-6. Tells each client when to come back, waits until what is under way is answered, and closes every socket.
 * `startMs`: how long this process took from its start until it listened.
 */
export async function drain(io: Server, startMs: number, underWay: () => Promise<void>): Promise<void> {
  const { sockets } = io.of("/");
  const returnAfter = returnAfterMs(startMs);
  const spread = Math.max(RETURN_SPREAD_MS, sockets.size * PER_CLIENT_MS);
  for (const socket of sockets.values()) {
    socket.emit("server.draining", { retryAfterMs: Math.round(returnAfter + Math.random() * spread) });
  }
  await underWay();
  await new Promise((resolve) => setTimeout(resolve, LAST_WORDS_MS));
  // CON-11. The transports, not the namespace: after a namespace disconnect a stock client stays away for good. And not
  // io.close(), which waits for the HTTP server and so for every request that somebody keeps open.
  io.engine.close();
}

/** When the next server is expected to be ready, from the moment of the stop. */
export function returnAfterMs(startMs: number): number {
  const expected = LAST_WORDS_MS + EXIT_MS + START_MARGIN * startMs;
  return Math.min(RETURN_AFTER_MOST_MS, Math.max(RETURN_AFTER_LEAST_MS, expected));
}
