import * as fc from "fast-check";
import { expect, test } from "vitest";
import { FrameSplitter } from "./frame-splitter.ts";

const upgrade = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";

/** A text frame as RFC 6455 has it, masked as clients must. */
function frame(text: string, isMasked: boolean): Buffer {
  const payload = Buffer.from(text);
  const { length } = payload;
  const mask = isMasked ? Buffer.from([1, 2, 3, 4]) : Buffer.alloc(0);
  const size =
    length < 126
      ? Buffer.from([length])
      : length < 65_536
        ? Buffer.from([126, length >> 8, length & 255])
        : Buffer.from([127, 0, 0, 0, 0, 0, length >> 16, (length >> 8) & 255, length & 255]);
  size[0] = (size[0] ?? 0) | (isMasked ? 0x80 : 0);
  const body = isMasked ? payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0)) : payload;
  return Buffer.concat([Buffer.from([0x81]), size, mask, body]);
}

test("frames come out whole and readable, however the bytes were cut, and no byte is lost", () => {
  const texts = ["2", "é".repeat(90), "x".repeat(300), "y".repeat(70_000)];
  const stream = Buffer.concat([Buffer.from(upgrade), ...texts.map((text, at) => frame(text, at % 2 === 0))]);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: stream.length }), { maxLength: 20 }), (cuts) => {
      const splitter = new FrameSplitter();
      const ends = [...cuts, stream.length].sort((a, b) => a - b);
      const pieces = ends.flatMap((end, at) => splitter.take(stream.subarray(ends[at - 1] ?? 0, end)));
      expect(pieces.flatMap(({ text }) => text ?? [])).toEqual(texts);
      expect(Buffer.concat(pieces.map(({ bytes }) => bytes)).equals(stream)).toBe(true);
      expect(splitter.isWebSocket).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test("what is no WebSocket passes as it comes", () => {
  const splitter = new FrameSplitter();
  const bytes = "POST /api/v1/message.page HTTP/1.1\r\nHost: a\r\n\r\n{}";
  expect(splitter.take(Buffer.from(bytes)).map((piece) => [piece.bytes.toString(), piece.text])).toEqual([
    [bytes, undefined],
  ]);
  expect(splitter.isWebSocket).toBe(false);
});
