import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { type ErrorCode, errors } from "@parlor/protocol";
import { Refusal } from "../refusal.ts";

/** How long a client should wait before it tries again, where that may help (API-9). */
const RETRY_AFTER_S = 1;

/**
 * Ends a connection with a code of the error table, past everything that would answer otherwise: for a request that must not
 * be read on.
 */
export function endWith(socket: Socket, code: ErrorCode): void {
  if (!socket.writable) return;
  const { status, retry } = errors[code];
  const error = new Refusal(code, retry ? { retryAfterMs: RETRY_AFTER_S * 1_000 } : {}).coded;
  const body = JSON.stringify({ ok: false, error });
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...(retry ? [`Retry-After: ${RETRY_AFTER_S}`] : []),
    "Connection: close",
  ];
  socket.end(`${lines.join("\r\n")}\r\n\r\n${body}`);
  // It need not be read to be over.
  socket.destroySoon();
}
