import { randomBytes } from "node:crypto";

/** Crockford's base32 in lower case: no i, l, o or u, so an id read aloud is not misheard. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH = 12;

/** A new channel id: 60 random bits. */
export function makeChannelId(): string {
  return Array.from(randomBytes(LENGTH), (byte) => ALPHABET[byte & 31]).join("");
}
