import type { Bytes } from "./bytes.ts";

/** Bytes per call of `fromCharCode`, well below what an engine takes as arguments. */
const run = 8_192;

/** base64url without padding (RFC 4648, section 5). */
export function toBase64url(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += run) binary += String.fromCharCode(...bytes.subarray(at, at + run));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * The bytes that `text` encodes, or undefined. Strict: no padding, no other letters, no white space, and no bits left over
 * (RFC 4648, section 3.5), so that the same bytes never have a second spelling. With `length`, exactly so many bytes.
 */
export function fromBase64url(text: string, length?: number): Bytes | undefined {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return undefined;
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
  if (length !== undefined && bytes.length !== length) return undefined;
  return toBase64url(bytes) === text ? bytes : undefined;
}
