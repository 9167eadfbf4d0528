import { toBase64url } from "./base64url.ts";
import { sha256 } from "./bytes.ts";
import { deriveFrom } from "./derive.ts";
import type { PrivateKey } from "./private-key.ts";

/** Everything that follows from a private key: HKDF-SHA256 (RFC 5869) of its secret. */
export interface KeySecrets {
  readonly key: PrivateKey;
  /** What a person who has the key shows the server: 32 bytes, base64url. */
  readonly lookup: string;
  /** What the server keeps of it: SHA-256, base64url. */
  readonly lookupHash: string;
  /** Tells its owner through which key somebody knocks: 8 bytes, base64url. */
  readonly hint: string;
  /** Seals the record (AES-256-GCM). */
  readonly card: CryptoKey;
  /** Boxes the first contact (AES-256-GCM). */
  readonly knock: CryptoKey;
  /** Binds a chosen phrase to the card it opens (HMAC-SHA256). */
  readonly mac: CryptoKey;
}

export async function keySecrets(key: PrivateKey): Promise<KeySecrets> {
  const source = await deriveFrom(key.secret, "parlor-private-key-v1");
  const [lookup, hint, card, knock, mac] = await Promise.all([
    source.bytes("lookup", 32),
    source.bytes("hint", 8),
    source.aesKey("card"),
    source.aesKey("knock"),
    source.macKey("mac"),
  ]);
  const lookupHash = toBase64url(await sha256(lookup));
  return { key, lookup: toBase64url(lookup), lookupHash, hint: toBase64url(hint), card, knock, mac };
}
