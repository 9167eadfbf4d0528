import { utf8, type Bytes } from "./bytes.ts";

/** Where keys come from: HKDF-SHA256 (RFC 5869) of one secret, with a salt that names its kind. */
export interface Source {
  /** `length` bytes for what `info` names. */
  bytes(info: string, length: number): Promise<Bytes>;
  /** A key for AES-256-GCM; cannot be read out. */
  aesKey(info: string): Promise<CryptoKey>;
  /** A key for HMAC-SHA256; cannot be read out. */
  macKey(info: string): Promise<CryptoKey>;
}

/** @param salt ASCII, another one for each kind of secret, so that no two kinds ever give the same key. */
export async function deriveFrom(secret: Bytes, salt: string): Promise<Source> {
  const base = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits", "deriveKey"]);
  const how = (info: string) => ({ name: "HKDF", hash: "SHA-256", salt: utf8(salt), info: utf8(info) });
  return {
    bytes: async (info, length) => new Uint8Array(await crypto.subtle.deriveBits(how(info), base, length * 8)),
    aesKey: (info) =>
      crypto.subtle.deriveKey(how(info), base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]),
    macKey: (info) =>
      crypto.subtle.deriveKey(how(info), base, { name: "HMAC", hash: "SHA-256", length: 256 }, false, [
        "sign",
        "verify",
      ]),
  };
}
