import { argon2idAsync } from "@noble/hashes/argon2.js";
import { utf8, type Bytes } from "./bytes.ts";

/**
 * Argon2id (RFC 9106) as chosen phrases are stretched: 64 MiB, two passes, one lane, 32 bytes. About a second of one core of a laptop in
 * JavaScript; more than OWASP's least (19 MiB, two passes). To change them would change what every phrase means.
 */
export const argon2 = { version: 0x13, m: 65_536, t: 2, p: 1, dkLen: 32 } as const;

/** Makes 32 bytes of a phrase's UTF-8 (normalised) and the place's salt. */
export type Stretch = (phrase: Uint8Array, salt: Uint8Array) => Promise<Uint8Array>;

/** On this thread, in slices of 10 ms. Browsers bring one that runs in a worker. */
export const stretchHere: Stretch = (phrase, salt) => argon2idAsync(phrase, salt, { ...argon2, asyncTick: 10 });

/**
 * @param phrase as `normalisePhrase` gives it
 * @param salt the place's `phraseSalt`, 16 bytes
 */
export async function stretchPhrase(stretch: Stretch, phrase: string, salt: Uint8Array): Promise<Bytes> {
  return new Uint8Array(await stretch(utf8(phrase), salt));
}
