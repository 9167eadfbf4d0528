/** Digits of every number the bench writes into a message: microseconds of eleven days, or a count. */
export const DIGITS = 12;

/**
 * Stands once in every text that is sent, followed by the time of sending. Nothing else on the wire contains it, and its
 * first byte occurs in it only once, which lets a search start again right behind a failed match.
 */
export const MARKER = Buffer.from("^=@!");

/** Stands in every answer to a command, behind the acknowledgement's number, which is the time of sending. */
export const ANSWER = Buffer.from('[{"ok":');

/** Bytes of every text: a short sentence. */
const TEXT_BYTES = 66;

/** Bytes of a text behind its marker, among which no other marker can start. */
export const BEHIND_MARKER = TEXT_BYTES - MARKER.length;

const words = " so this is what somebody says in the channel about things";

/** A text of 66 bytes, with `stamp` (twelve characters) where the time of sending goes. */
export function markedText(stamp: string): string {
  return `${MARKER.toString()}${stamp}${words}`.slice(0, TEXT_BYTES);
}

/** Reads the number that starts at `at`; NaN when the bytes there are not twelve digits. */
export function readDigits(bytes: Buffer, at: number): number {
  if (at < 0 || at + DIGITS > bytes.length) return NaN;
  let value = 0;
  for (let index = at; index < at + DIGITS; index += 1) {
    const digit = (bytes[index] ?? 0) - 48;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return value;
}
