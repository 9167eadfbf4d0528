/** Bytes of each part of a sealed message (docs/security.md); all but the text have one length, so only that shows. */
const HEADER = 6;
const HINT = 8;
const WRAP = 80;
/** What a knock's wrap is boxed with: a nonce, who knocks, and a tag. */
const BOX = 12 + 32 + 16;
const TAG = 16;
const TEXT_LEAST = 64;

const SUITE = 1;
/** Bytes around the text by kind: 1, a message; 2, a knock. */
const AROUND = new Map([
  [1, HEADER + 2 * WRAP + TAG],
  [2, HEADER + HINT + 2 * WRAP + BOX + TAG],
]);

const PREFIX = "p1.";
/** Base64url's digits, each for six bits. */
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/**
 * PRIV-4. Whether a text has the form of a sealed message: "p1." and base64url of a header of a known suite and kind, and of
 * as many bytes as its kind has around a padded text. What is in it nobody but its two people can say.
 */
export function isEnvelope(text: string): boolean {
  if (!text.startsWith(PREFIX)) return false;
  const units = text.length - PREFIX.length;
  if (units % 4 === 1) return false;
  const [first = -1, second = -1, third = -1] = Array.from(text.slice(3, 6), (digit) => DIGITS.indexOf(digit));
  const suite = (first << 2) | (second >> 4);
  const kind = ((second & 15) << 4) | (third >> 2);
  const padded = Math.floor((units * 3) / 4) - (AROUND.get(kind) ?? Infinity);
  return suite === SUITE && padded >= TEXT_LEAST && (padded & (padded - 1)) === 0;
}
