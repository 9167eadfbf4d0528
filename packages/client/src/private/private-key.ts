import type { Bytes } from "./bytes.ts";

/** Crockford's base32: no I, L, O or U. */
export const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** The first digit of every generated private key. */
export const keyVersion = 1;
/** One digit of version, 25 of secret, 2 of check. */
export const keyLength = 28;

/**
 * The largest prime below 32². So the check finds every single wrong digit and every two neighbours exchanged: such a
 * change adds d·32^i or d·31·32^i with 0 < |d| < 32, which is no multiple of it. Where the last digit changes places with the
 * first of the check, it takes 33·d to be one.
 */
const modulus = 1021n;

/** What stands for a person: 125 bits generated from a card, or 32 bytes stretched from a phrase of their choosing. */
export type PrivateKey =
  | { readonly is: "generated"; readonly secret: Bytes }
  | { readonly is: "phrase"; readonly secret: Bytes };

/** A generated private key as it is written without dashes: 28 digits. `secret` is that of `cardSecret`. */
export function encodeKey(secret: Bytes): string {
  const value = (BigInt(keyVersion) << 125n) | (toBigInt(secret) >> 3n);
  return digits(value, 26) + digits(value % modulus, 2);
}

/** The opposite of `encodeKey`, for 28 capital letters of the alphabet; undefined when the check does not hold. */
export function decodeKey(code: string): { version: number; secret: Bytes } | undefined {
  const value = fromDigits(code.slice(0, 26));
  if (fromDigits(code.slice(26)) !== value % modulus) return undefined;
  return { version: Number(value >> 125n), secret: toBytes((value & ((1n << 125n) - 1n)) << 3n) };
}

/** As it is shown: seven groups of four. */
export function formatKey(code: string): string {
  return code.match(/.{4}/g)?.join("-") ?? code;
}

/** A link that opens it at the place `origin`. What follows the # never reaches the server. */
export function keyLink(origin: string, code: string): string {
  return `${origin}/#k=${encodeURIComponent(code)}`;
}

function digits(value: bigint, count: number): string {
  let text = "";
  for (let rest = value; text.length < count; rest >>= 5n) text = (alphabet[Number(rest & 31n)] ?? "") + text;
  return text;
}

function fromDigits(text: string): bigint {
  return Array.from(text).reduce((value, digit) => (value << 5n) | BigInt(alphabet.indexOf(digit)), 0n);
}

function toBigInt(bytes: Bytes): bigint {
  return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

function toBytes(value: bigint): Bytes {
  return Uint8Array.from({ length: 16 }, (_, at) => Number((value >> BigInt(8 * (15 - at))) & 0xffn));
}
