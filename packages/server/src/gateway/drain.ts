import { setTimeout as pause } from "node:timers/promises";
import type { Server } from "socket.io";

/**
 * The next start is expected to take its port as soon as this one did, and keeps those who come while it still loads
 * (`early-port.ts`). A client that comes too early tries again within a quarter of a second (CLI-5), and one that comes too
 * late has waited for nothing, so the guess is low rather than high. A start that first built says nothing about the next.
 */
const RETURN_AFTER_LEAST_MS = 300;
const RETURN_AFTER_MOST_MS = 1_000;
/** From then on clients come back spread over this time at least, and a millisecond each: what taking one in costs. */
const RETURN_SPREAD_MS = 300;
const PER_CLIENT_MS = 1;
/** Time for the notice to leave. Commands are answered meanwhile: each that is not waits for the next server. */
const NOTICE_MS = 50;
/** Time for the last answers to leave; a polling client has to ask for them. */
const LAST_ANSWERS_MS = 50;
/** From the last answers to the end of the process: what is open is closed, the database last. */
const EXIT_MS = 150;

/**
 * CON-6. Tells each client when to come back, then takes no more commands (`underWay` sees to that, and waits until those under
 * way are answered), and closes every socket. `takenMs`: how long this process took from its start until it had its port.
 */
export async function drain(io: Server, takenMs: number, underWay: () => Promise<void>): Promise<void> {
  const { sockets } = io.of("/");
  const returnAfter = returnAfterMs(takenMs);
  const spread = Math.max(RETURN_SPREAD_MS, sockets.size * PER_CLIENT_MS);
  for (const socket of sockets.values()) {
    socket.emit("server.draining", { retryAfterMs: Math.round(returnAfter + Math.random() * spread) });
  }
  await pause(NOTICE_MS);
  await underWay();
  await pause(LAST_ANSWERS_MS);
  // CON-11. The transports, not the namespace: after a namespace disconnect a stock client stays away for good. And not
  // io.close(), which waits for the HTTP server and so for every request that somebody keeps open.
  io.engine.close();
}

/** When the next server is expected to have the port, from the moment of the stop. */
export function returnAfterMs(takenMs: number): number {
  const expected = NOTICE_MS + LAST_ANSWERS_MS + EXIT_MS + takenMs;
  return Math.min(RETURN_AFTER_MOST_MS, Math.max(RETURN_AFTER_LEAST_MS, expected));
}
