import type { Bytes } from "./bytes.ts";

/**
 * Every encoding of an Ed25519 point of small order, as y from the lowest byte, without the sign (Chalkias, Garillot, Nikolaenko: "Taming the
 * many EdDSAs", table 1). With one of these as a key, a signature can be made that holds for any message.
 */
const smallOrder = new Set([
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0100000000000000000000000000000000000000000000000000000000000000",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
]);

/** Whether 32 bytes are an Ed25519 key of small order. Web Crypto does not say: Chromium takes such keys, Node refuses them. */
export function isSmallOrder(key: Bytes): boolean {
  const y = Array.from(key, (byte, at) => (at === 31 ? byte & 0x7f : byte).toString(16).padStart(2, "0"));
  return smallOrder.has(y.join(""));
}
