import { expect, test } from "vitest";
import { serverFrame } from "./server-frame.ts";

/** A server's text frame with the shortest header its length allows. */
function frame(payload: Buffer): Buffer {
  if (payload.length < 126) return Buffer.concat([Buffer.from([0x81, payload.length]), payload]);
  const header = Buffer.alloc(payload.length < 65_536 ? 4 : 10);
  header[0] = 0x81;
  header[1] = payload.length < 65_536 ? 126 : 127;
  if (payload.length < 65_536) header.writeUInt16BE(payload.length, 2);
  else header.writeBigUInt64BE(BigInt(payload.length), 2);
  return Buffer.concat([header, payload]);
}

test.each([0, 1, 125, 126, 65_535, 65_536])("a frame of %i bytes is read once it is whole", (length) => {
  const bytes = Buffer.concat([frame(Buffer.alloc(length, "a")), Buffer.from("next")]);
  const whole = bytes.length - 4;
  expect(serverFrame(bytes)).toEqual({ payload: Buffer.alloc(length, "a"), length: whole });
  for (const part of [0, 1, whole - 1]) expect(serverFrame(bytes.subarray(0, part))).toBeUndefined();
});
