import { expect, test } from "vitest";
import { clientFrame, clientFrameTemplate, upgradeRequest } from "./client-frame.ts";
import { slots } from "./template.ts";

/** Reads a masked text frame, straight from the RFC's description. */
function read(frame: Buffer): string {
  expect(frame[0]).toBe(0x81);
  const second = frame[1] ?? 0;
  expect(second & 0x80).toBe(0x80);
  const short = second & 0x7f;
  const at = short === 126 ? 4 : 2;
  const length = short === 126 ? frame.readUInt16BE(2) : short;
  const key = frame.subarray(at, at + 4);
  expect(frame.length).toBe(at + 4 + length);
  return Buffer.from(frame.subarray(at + 4).map((byte, index) => byte ^ (key[index % 4] ?? 0))).toString();
}

test.each([0, 1, 125, 126, 127, 300, 65_535])("a text of %i bytes comes back out of its frame", (length) => {
  const text = "é1".repeat(length).slice(0, Math.floor(length / 2));
  expect(read(clientFrame(text))).toBe(text);
  expect(read(clientFrame("a".repeat(length)))).toBe("a".repeat(length));
});

test("a longer one is refused", () => {
  expect(() => clientFrame("a".repeat(65_536))).toThrow(RangeError);
});

test("a template's numbers are scrambled like the rest, whatever their place", () => {
  for (let shift = 0; shift < 4; shift += 1) {
    const head = "x".repeat(shift);
    const template = clientFrameTemplate(`${head}${slots.ack} ${slots.id} ${slots.stamp}!`);
    expect(read(template.filled({ ack: 7, id: 12, stamp: 123_456_789_012 }))).toBe(
      `${head}000000000007 000000000012 123456789012!`,
    );
    expect(read(template.filled({ ack: 8, id: 13, stamp: 0 }))).toBe(`${head}000000000008 000000000013 000000000000!`);
  }
});

test("an upgrade ends with an empty line", () => {
  expect(upgradeRequest("/socket.io/", 3000)).toMatch(/^GET \/socket.io\/ HTTP\/1.1\r\n(.+\r\n)+\r\n$/);
});
