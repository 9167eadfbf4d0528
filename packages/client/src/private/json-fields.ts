import { isBlankText } from "@parlor/protocol/blank-text";
import { limits } from "@parlor/protocol/limits";
import { fromBase64url } from "./base64url.ts";
import { fromUtf8, type Bytes } from "./bytes.ts";
import { present, refuse } from "./trouble.ts";

/** A JSON object out of signed or sealed bytes. Fields nobody asks for are ignored, so that suite 1 can grow. */
export type Fields = Readonly<Record<string, unknown>>;

/** @throws {Refused} malformed, as do all of these. */
export function parseFields(bytes: Uint8Array): Fields {
  const text = present(fromUtf8(bytes), "malformed");
  try {
    return asFields(JSON.parse(text));
  } catch {
    return refuse("malformed");
  }
}

export function asFields(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : refuse("malformed");
}

/** An integer from `least` to 2^53 - 1, or up to `most`. */
export function asInteger(value: unknown, least: number, most = Number.MAX_SAFE_INTEGER): number {
  const sound = typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= most;
  return sound ? value : refuse("malformed");
}

export function asString(value: unknown, form: RegExp): string {
  return typeof value === "string" && form.test(value) ? value : refuse("malformed");
}

/** Exactly `length` bytes in base64url. */
export function asBytes(value: unknown, length: number): Bytes {
  return present(typeof value === "string" ? fromBase64url(value, length) : undefined, "malformed");
}

/** A text as MSG-1 allows it. */
export function asText(value: unknown): string {
  return isText(value, limits.messageText) ? value : refuse("malformed");
}

/** A name as it may stand on the wire; the place's rules for names are the server's. */
export function asName(value: unknown): string {
  return isText(value, limits.nameUnits) ? value : refuse("malformed");
}

/** Well-formed, without NUL, not blank, and of at most so many UTF-16 units. */
function isText(value: unknown, most: number): value is string {
  return (
    typeof value === "string" &&
    value.length <= most &&
    value.isWellFormed() &&
    !value.includes("\0") &&
    !isBlankText(value)
  );
}
