import { entropyToMnemonic, generateMnemonic, mnemonicToEntropy } from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { toBase64url } from "./base64url.ts";
import { sha256, type Bytes } from "./bytes.ts";
import { deriveFrom } from "./derive.ts";
import { outcome, refuse, type Outcome } from "./trouble.ts";

/** 128 random bits: the secret behind the twelve words (BIP 39, English list, used without its seed derivation). */
export function makeRecoveryEntropy(): Bytes {
  return new Uint8Array(mnemonicToEntropy(generateMnemonic(wordlist, 128), wordlist));
}

export function recoveryWords(entropy: Bytes): readonly string[] {
  return entropyToMnemonic(entropy, wordlist).split(" ");
}

/** Reads typed words: any case, and anything but letters between them, such as numbers and quotes. Trouble: malformed, also when their check fails. */
export function readRecoveryWords(text: string): Promise<Outcome<Bytes>> {
  return outcome(async () => {
    const words = text
      .normalize("NFKD")
      // Soft hyphens, joiners and accents that came with a copy are no part of a word; a zero-width space ends one.
      .replaceAll(/(?!\u200B)[\p{Cf}\p{M}]/gu, "")
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .filter((word) => word !== "");
    if (words.length !== 12) return refuse("malformed");
    try {
      return new Uint8Array(mnemonicToEntropy(words.join(" "), wordlist));
    } catch {
      return refuse("malformed");
    }
  });
}

export interface RecoverySecrets {
  /** Seals the keyring (AES-256-GCM). */
  readonly ring: CryptoKey;
  /** What `session.recover` is shown: 32 bytes, base64url. */
  readonly login: string;
  /** What the server keeps of it: SHA-256, base64url. */
  readonly loginHash: string;
}

/** HKDF-SHA256 of the entropy; the server sees the login and can make nothing of it but the login. */
export async function recoverySecrets(entropy: Bytes): Promise<RecoverySecrets> {
  const source = await deriveFrom(entropy, "parlor-recovery-v1");
  const [ring, login] = await Promise.all([source.aesKey("ring"), source.bytes("login", 32)]);
  return { ring, login: toBase64url(login), loginHash: toBase64url(await sha256(login)) };
}
