import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** Requests of one connection that may be under way: browsers send the next one when they have the last answer. */
const UNDER_WAY_MOST = 8;

/** Time to take a whole answer: the largest page passes on a line of 320 kbit/s. */
const TAKE_WITHIN_MS = 30_000;

/**
 * R6 for plain HTTP. An answer that nobody takes would stay in memory as long as its connection, and a connection may ask for
 * hundreds in one packet. Ends connections that ask for too many at once, or leave an answer lying for too long.
 */
export function boundAnswers(http: Server, takeWithinMs = TAKE_WITHIN_MS): void {
  const underWay = new WeakMap<Socket, number>();
  // In front, since an answer may be ready before the next listener's turn.
  http.prependListener("request", ({ socket }: IncomingMessage, answer: ServerResponse) => {
    const requests = (underWay.get(socket) ?? 0) + 1;
    underWay.set(socket, requests);
    if (requests > UNDER_WAY_MOST) {
      socket.destroy();
      return;
    }
    let timer: NodeJS.Timeout | undefined;
    answer.once("prefinish", () => {
      timer = setTimeout(() => socket.destroy(), takeWithinMs).unref();
    });
    answer.once("close", () => {
      clearTimeout(timer);
      underWay.set(socket, (underWay.get(socket) ?? 1) - 1);
    });
  });
}
