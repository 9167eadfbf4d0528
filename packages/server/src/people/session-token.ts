import { createHash, randomBytes } from "node:crypto";
import { limits } from "@parlor/protocol";

/** SES-1. A new opaque token: 256 random bits, base64url. */
export function makeToken(): string {
  return randomBytes(limits.tokenBytes).toString("base64url");
}

/** What is kept of a token: its SHA-256 in hex. A random token needs no salt and no slow hash. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
