import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { ErrorCode } from "@parlor/protocol";
import { AddressCap } from "./address-cap.ts";
import { endWith } from "./end-with.ts";
import { meterBody } from "./meter-body.ts";

/**
 * Pieces in which a body may come: a chunk (RFC 9112, 7.1), or what one packet brought. A body of 64 KiB needs some 120 on a
 * line of small packets, and a proxy that does not buffer passes on what it has read.
 */
const PIECES_MOST = 1_024;
/** What a piece costs beside its bytes, before anything is known of it. A body in single bytes costs hundreds of times its size. */
const BYTES_PER_PIECE = 400;

/** Requests of one address whose bodies have not come to their end: all who send at once on slow lines behind one router. */
const UNFINISHED_MOST = 50;

/** Memory for the bodies of all requests that are not answered yet: thousands of a common size, or 500 of the largest. */
const ALL_BYTES_MOST = 32 * 1_024 * 1_024;

type Listener = (request: IncomingMessage, answer: ServerResponse) => void;

export type BodyCut = "body_in_pieces" | "too_many_requests";

export interface BodyBounds {
  addressOf(request: IncomingMessage): string;
  /** Told of a client that was refused or cut. */
  onCut(address: string, reason: BodyCut): void;
}

/**
 * CON-12. Bounds what requests cost before anything of them is parsed: the pieces of a body, the unfinished requests of an
 * address, and the bodies of all together. Call it after everything else listens to the server, because nobody else sees what
 * is refused here.
 */
export function boundBodies(http: Server, { addressOf, onCut }: BodyBounds): void {
  const unfinished = new AddressCap(UNFINISHED_MOST);
  let held = 0;
  const listeners = http.listeners("request") as Listener[];
  http.removeAllListeners("request");

  const bound: Listener = (request, answer) => {
    const address = addressOf(request);
    const hasRoom = unfinished.hasRoom(address);
    if (!hasRoom) onCut(address, "too_many_requests");
    if (!hasRoom || held >= ALL_BYTES_MOST) return endWith(request.socket, hasRoom ? "unavailable" : "rate_limited");
    const leave = unfinished.enter(address);
    let cost = 0;
    let pieces = 0;
    let isAnswered = false;
    const cut = (code: ErrorCode): "end" => {
      endWith(request.socket, code);
      return "end";
    };
    meterBody(request, {
      onPiece(bytes) {
        pieces += 1;
        if (pieces > PIECES_MOST) {
          onCut(address, "body_in_pieces");
          return cut("too_large");
        }
        // What still comes is of no use to anybody; only then may the next request of this connection follow.
        if (isAnswered) return "drop";
        cost += bytes + BYTES_PER_PIECE;
        held += bytes + BYTES_PER_PIECE;
        return held > ALL_BYTES_MOST ? cut("unavailable") : "take";
      },
      onOver: leave,
    });
    answer.once("close", () => {
      isAnswered = true;
      held -= cost;
    });
    pass(request, answer);
  };
  const pass: Listener = (request, answer) => {
    for (const listener of listeners) listener.call(http, request, answer);
  };
  http.on("request", (request, answer) => (hasBody(request) ? bound : pass)(request, answer));
}

/** RFC 9112, 6.3: without either header a request has no body. */
function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}
