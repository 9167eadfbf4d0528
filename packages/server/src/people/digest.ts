import { createHash } from "node:crypto";

/** SHA-256 of bytes in base64url, in base64url: what is kept of a lookup and of a login, which themselves are kept nowhere. */
export function digestOf(bytes: string): string {
  return createHash("sha256").update(Buffer.from(bytes, "base64url")).digest("base64url");
}

/** The one form of bytes in base64url, of which the last character could be written in several ways. */
export function plainBytes(bytes: string): string {
  return Buffer.from(bytes, "base64url").toString("base64url");
}
