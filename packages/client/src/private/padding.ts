import { concat, fromBigEndian, isAllZero, type Bytes } from "./bytes.ts";
import { refuse } from "./trouble.ts";

/** `bytes` with zeros behind them, up to `size`. */
export function padTo(size: number, bytes: Uint8Array): Bytes {
  return concat(bytes, new Uint8Array(size - bytes.length));
}

/** The smallest power of two from 64 that holds `length`. */
export function powerOfTwo(length: number): number {
  let size = 64;
  while (size < length) size *= 2;
  return size;
}

/** The smallest multiple of `step` that holds `length`. */
export function multipleOf(step: number, length: number): number {
  return Math.ceil(length / step) * step;
}

/**
 * Takes apart what begins with its own length, in `width` bytes, and ends in zeros.
 * @throws {Refused} malformed, also when a byte of the padding is not zero.
 */
export function unpad(width: 2 | 4, bytes: Bytes, tail = 0): { content: Bytes; tail: Bytes } {
  if (bytes.length < width) return refuse("malformed");
  const end = width + fromBigEndian(bytes.subarray(0, width));
  if (end + tail > bytes.length || !isAllZero(bytes.subarray(end + tail))) return refuse("malformed");
  return { content: bytes.slice(width, end), tail: bytes.slice(end, end + tail) };
}
