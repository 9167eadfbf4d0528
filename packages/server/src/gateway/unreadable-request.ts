import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { errors } from "@parlor/protocol";
import { Refusal } from "../refusal.ts";

/** What Node, Fastify or its compression says of a request that cannot be read, by the code of the failure. */
const refusals: Record<string, () => Refusal> = {
  HPE_HEADER_OVERFLOW: () => new Refusal("headers_too_large"),
  ERR_HTTP_REQUEST_TIMEOUT: () => badRequest("The request did not arrive in time."),
  FST_ERR_BAD_URL: () => badRequest("The path cannot be decoded: a % is followed by two hexadecimal digits, in UTF-8."),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => badRequest("The body does not have the length that Content-Length says."),
  FST_ERR_CTP_BODY_TOO_LARGE: () => new Refusal("too_large"),
  FST_CP_ERR_INVALID_CONTENT: () =>
    badRequest("The body cannot be decoded: it is not in the form that Content-Encoding says."),
  FST_CP_ERR_INVALID_CONTENT_ENCODING: () =>
    new Refusal("not_json", {
      message: "The Content-Encoding is not known: send the body as it is, or as gzip, deflate or br.",
    }),
};

function badRequest(message: string): Refusal {
  return new Refusal("bad_request", { message });
}

/** The refusal of a request that could not be read, from what Node or Fastify threw. */
export function refusalOf({ code = "", statusCode = 500 }: Error & { code?: string; statusCode?: number }): Refusal {
  const known = refusals[code];
  if (known) return known();
  if (statusCode === 413) return new Refusal("too_large");
  if (statusCode === 415) return new Refusal("not_json");
  return new Refusal(statusCode < 500 ? "bad_request" : "internal");
}

/** What is not HTTP gets one answer in it, and the connection ends; the bytes are neither logged nor repeated. */
export function answerBrokenRequest(failure: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable) return;
  const refusal = refusals[failure.code ?? ""]?.() ?? badRequest("This is not a request in HTTP.");
  const { status } = errors[refusal.coded.code];
  const body = JSON.stringify({ ok: false, error: refusal.coded });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
