import { hash } from "node:crypto";

/** A UUID (version 8, RFC 9562 5.8) that depends on nothing but its parts, so a second run makes the same one. */
export function uuidFrom(...parts: string[]): string {
  const hex = hash("sha256", JSON.stringify(parts), "hex");
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
}
