import { concat, fromBigEndian, sha256, utf8 } from "./bytes.ts";
import type { PublicIdentity } from "./public-identity.ts";

/**
 * Thirty digits in groups of five, about 99 bits, by which two people can compare over another way whether they see the same
 * identity: of SHA-256("fingerprint-v1" ‖ signing ‖ receiving), six times five bytes modulo 100,000. Digits, so that nobody
 * takes them for a private key.
 */
export async function fingerprint({ signing, receiving }: PublicIdentity): Promise<string> {
  const digest = await sha256(concat(utf8("fingerprint-v1"), signing, receiving));
  const group = (at: number) => String(fromBigEndian(digest.subarray(at, at + 5)) % 100_000).padStart(5, "0");
  return [0, 5, 10, 15, 20, 25].map(group).join(" ");
}
