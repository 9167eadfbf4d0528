import { scramble, Template } from "./template.ts";

/** Any key will do on the loopback, but zero would let a server skip the unscrambling that real clients cost it. */
const KEY = Buffer.from([0x5a, 0x13, 0xc7, 0x2e]);
const FINAL_TEXT = 0x81;
const MASKED = 0x80;

/** The header of a masked WebSocket text frame (RFC 6455, 5.2), its key included, for a payload of so many bytes. */
function header(length: number): Buffer {
  if (length < 126) return Buffer.concat([Buffer.from([FINAL_TEXT, MASKED | length]), KEY]);
  if (length > 0xff_ff) throw new RangeError("the bench sends no frame as long as that");
  return Buffer.concat([Buffer.from([FINAL_TEXT, MASKED | 126, length >> 8, length & 0xff]), KEY]);
}

/** A masked text frame, as a client has to send it. */
export function clientFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const head = header(payload.length);
  const bytes = Buffer.concat([head, payload]);
  scramble(bytes, { key: KEY, from: head.length });
  return bytes;
}

/** The same with slots for numbers, to be sent many times. */
export function clientFrameTemplate(text: string): Template {
  const payload = Buffer.from(text);
  const head = header(payload.length);
  return new Template(Buffer.concat([head, payload]), { key: KEY, from: head.length });
}

/** The request that turns a connection into a WebSocket, made by hand: its answer ends with an empty line. */
export function upgradeRequest(path: string, port: number): string {
  return [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "\r\n",
  ].join("\r\n");
}
